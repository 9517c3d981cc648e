export type Child = Node | string | null | undefined | false

/** Attributes by name, and listeners by `onclick`, `oninput` …; `false` and `undefined` leave one out. */
export type Props = Readonly<Record<string, string | number | boolean | undefined | ((event: Event) => void)>>

/** An element with these attributes and children. Text stays text. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  props: Props = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(props)) {
    if (typeof value === 'function') made.addEventListener(name.slice(2), value)
    else if (typeof value === 'boolean') made.toggleAttribute(name, value)
    else if (value !== undefined) made.setAttribute(name, String(value))
  }
  made.append(...children.filter((child) => child !== null && child !== undefined && child !== false))
  return made
}
