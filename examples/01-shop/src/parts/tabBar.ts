import { element } from '../element.js'
import { cart } from '../shop/cart.js'
import { icon } from './icon.js'

const tabs = [
  ['/', '首页', 'home'],
  ['/category/fruit', '分类', 'grid'],
  ['/cart', '购物车', 'basket'],
  ['/orders', '订单', 'list'],
  ['/member', '我的', 'person'],
] as const

/** The tabs at the foot. `mark` tells them which path is open: product and order pages have their own bars. */
export function tabBar() {
  const badge = element('b', { class: 'badge' })
  const count = () => {
    const total = Object.values(cart.get()).reduce((sum, quantity) => sum + quantity, 0)
    badge.textContent = total ? String(Math.min(total, 99)) : ''
  }
  const links = tabs.map(([href, name, picture]) =>
    element('a', { href }, element('span', {}, icon(picture), href === '/cart' && badge), name),
  )
  const node = element('nav', { class: 'tab-bar', 'aria-label': '主导航' }, ...links)
  cart.subscribe(count)
  count()
  return {
    node,
    mark(path: string) {
      const section = (of: string) => of.split('/')[1]
      node.hidden = section(path) === 'product' || section(path) === 'order'
      for (const link of links) {
        if (section(link.pathname) === section(path)) link.setAttribute('aria-current', 'page')
        else link.removeAttribute('aria-current')
      }
    },
  }
}
