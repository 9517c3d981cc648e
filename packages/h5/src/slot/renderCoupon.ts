import type { Renderer } from './Renderer.js'

/** `{ text, code?, amount?, url?, cta? }`: a ticket with its amount on the stub; `cta` is a link with a URL, else a button. */
export const renderCoupon: Renderer = ({ text, code, amount, url, cta }, { element, safeUrl }) => {
  const coupon = element('div', 'coupon')
  if (amount) coupon.append(element('b', 'amount', amount))
  const words = element('div', 'words')
  words.append(element('span', 'text', text))
  if (code) words.append(element('code', 'code', code))
  coupon.append(words)
  const href = safeUrl(url)
  if (href || cta) {
    const call = element(href ? 'a' : 'button', 'cta', cta || '›')
    if (href) call.setAttribute('href', href)
    coupon.append(call)
  }
  return coupon
}
