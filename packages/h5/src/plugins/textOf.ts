/** What visitors typed, what the page marked as private, and what nobody reads. */
const UNREAD = '[data-qm-private],[contenteditable]:not([contenteditable=false]),input,textarea,select,script,style'

/** An element's text, with single spaces, at most so many characters of it; nothing typed and nothing private. */
export function textOf(element: Element, length: number): string {
  if (element.closest(UNREAD)) return ''
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) =>
    node instanceof Element && node.matches(UNREAD) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
  )
  let text = ''
  while (text.length < length && walker.nextNode())
    if (walker.currentNode instanceof Text) text = (text + walker.currentNode.data).replace(/\s+/g, ' ').trimStart()
  return text.slice(0, length).trimEnd()
}
