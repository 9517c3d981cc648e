import type { Renderer } from './Renderer.js'

/** `{ title, text?, image?, url?, cta? }`: a picture with words on it; with a URL, all of it is a link. */
export const renderBanner: Renderer = ({ title, text, image, url, cta }, { element, safeUrl }) => {
  const href = safeUrl(url)
  const banner = element(href ? 'a' : 'div', 'banner')
  if (href) banner.setAttribute('href', href)
  const source = safeUrl(image)
  if (source) {
    const picture = element('img', 'image')
    picture.src = source
    picture.alt = ''
    banner.append(picture)
  }
  const words = element('div', 'words')
  words.append(element('strong', 'title', title))
  if (text) words.append(element('span', 'text', text))
  if (cta) words.append(element('span', 'cta', cta))
  banner.append(words)
  return banner
}
