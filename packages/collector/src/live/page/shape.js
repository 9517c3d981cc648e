/**
 * Makes a shape of an SVG drawing.
 * @param {string} tag with classes, such as `rect.band`
 * @param {Record<string, string | number>} about attributes
 * @param {...(Node | string | null)} parts children; text goes in as text
 */
export function shape(tag, about = {}, ...parts) {
  const [name, ...classes] = tag.split('.')
  const made = document.createElementNS('http://www.w3.org/2000/svg', name)
  if (classes.length) made.setAttribute('class', classes.join(' '))
  for (const [key, value] of Object.entries(about)) made.setAttribute(key, String(value))
  made.append(...parts.filter((part) => part !== null))
  return made
}
