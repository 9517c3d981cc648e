/**
 * Makes an element. Text goes in as text, never as HTML.
 * @param {string} tag with classes, such as `span.name`
 * @param {...(Node | string | Record<string, unknown> | null)} parts children, or an object of properties
 */
export function element(tag, ...parts) {
  const [name, ...classes] = tag.split('.')
  const made = document.createElement(name)
  if (classes.length) made.className = classes.join(' ')
  for (const part of parts) {
    if (part === null) continue
    if (part instanceof Node || typeof part === 'string') made.append(part)
    else
      for (const [key, value] of Object.entries(part)) key in made ? (made[key] = value) : made.setAttribute(key, value)
  }
  return made
}
