import { element } from '../element.js'
import { personalization } from '../qianmian.js'
import { findProduct } from '../shop/products.js'
import { productCard } from './productCard.js'

/** A row of products that the slot `home_picks` chooses: a slot that the page draws by itself. `leave` ends it. */
export function picks() {
  const slot = personalization.slot('home_picks')
  const title = element('h2')
  const line = element('small')
  const row = element('div', { class: 'row' })
  const node = element(
    'section',
    { class: 'picks', onclick: () => slot.clicked() },
    element('header', {}, title, line),
    row,
  )
  const draw = () => {
    const { payload } = slot.get()
    const products = Array.isArray(payload?.products) ? payload.products.map((id) => findProduct(String(id))) : []
    node.hidden = !products.length
    title.textContent = String(payload?.title ?? '')
    line.textContent = String(payload?.text ?? '')
    row.replaceChildren(...products.flatMap((product) => (product ? [productCard(product, 'small')] : [])))
    seen.disconnect()
    seen.observe(node)
  }
  const seen = new IntersectionObserver(
    (entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return
      seen.disconnect()
      slot.viewed()
    },
    { threshold: 0.5 },
  )
  const stop = slot.subscribe(draw)
  draw()
  return {
    node,
    leave() {
      stop()
      seen.disconnect()
    },
  }
}
