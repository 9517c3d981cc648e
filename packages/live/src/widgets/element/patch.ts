/** An element to be: its tag, its part names (the first is its kind), attributes, a touch, and what is inside. */
export interface Drawn {
  readonly tag: string
  readonly part: string
  readonly attributes?: { readonly [name: string]: string | number | boolean | undefined }
  readonly touch?: (event: Event) => void
  readonly inside?: readonly (Drawn | string | false | undefined)[]
}

const kinds = new WeakMap<Node, string>()

/**
 * Makes a node's children what is drawn, and keeps those of the same tag and kind: focus stays where it is, and a screen
 * reader hears only what has changed. Text is never read as HTML; there are no inline styles.
 */
export function patch(parent: Node, drawn: NonNullable<Drawn['inside']>): void {
  let next = parent.firstChild
  const kept: (Drawn | string)[] = drawn.filter((one): one is Drawn | string => Boolean(one))
  const wanted = kept.map(kindOf)
  kept.forEach((one, index) => {
    // What stands in the way of a node that stays is gone from the drawing.
    while (next && kinds.get(next) !== wanted[index] && !wanted.includes(kinds.get(next) ?? '', index + 1))
      next = without(next)
    if (next && kinds.get(next) === wanted[index]) {
      fill(next, one)
      next = next.nextSibling
    } else {
      const made = typeof one === 'string' ? document.createTextNode(one) : document.createElement(one.tag)
      kinds.set(made, wanted[index]!)
      fill(made, one)
      parent.insertBefore(made, next)
    }
  })
  while (next) next = without(next)
}

/** Removes a node, and gives the one behind it. */
function without(node: ChildNode): ChildNode | null {
  const next = node.nextSibling
  node.remove()
  return next
}

function kindOf(one: Drawn | string): string {
  return typeof one === 'string' ? '' : `${one.tag} ${one.part.split(' ')[0]}`
}

function fill(node: Node, one: Drawn | string): void {
  if (typeof one === 'string') {
    if (node.nodeValue !== one) node.nodeValue = one
    return
  }
  const element = node as HTMLElement
  const wanted: NonNullable<Drawn['attributes']> = { part: one.part, ...one.attributes }
  for (const name of element.getAttributeNames())
    if (wanted[name] === undefined || wanted[name] === false) element.removeAttribute(name)
  for (const [name, value] of Object.entries(wanted))
    if (value !== undefined && value !== false && element.getAttribute(name) !== `${value}`)
      element.setAttribute(name, `${value}`)
  element.onclick = one.touch ?? null
  patch(element, one.inside ?? [])
}
