/** Where a link leads, if that is on the web: not a mail address, a telephone number or a script. */
export function webAddress(link: Element): URL | undefined {
  const { href, protocol } = link as HTMLAnchorElement
  if (typeof href === 'string' && /^https?:$/.test(protocol)) return new URL(href)
}
