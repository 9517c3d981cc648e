import { element } from '../element.js'
import { productCard } from '../parts/productCard.js'
import { topBar } from '../parts/topBar.js'
import { picture } from '../picture/picture.js'
import { record } from '../record.js'
import type { Page } from '../router.js'
import { categories } from '../shop/categories.js'
import { products } from '../shop/products.js'

export function categoryPage(id: string): Page {
  const category = categories.find((one) => one.id === id) ?? categories[0]!
  const shelf = products.filter((product) => product.category === category.id)
  return {
    title: category.name,
    node: element(
      'div',
      { class: 'page category' },
      topBar('全部分类'),
      element(
        'nav',
        { class: 'aisles', 'aria-label': '分类' },
        ...categories.map((one) =>
          element(
            'a',
            { href: `/category/${one.id}`, 'aria-current': one === category ? 'page' : undefined },
            picture(one.art, { bare: true }),
            one.name,
          ),
        ),
      ),
      element(
        'section',
        { class: 'shelf' },
        element('h2', {}, category.name, element('small', {}, category.line)),
        ...shelf.map((product) => productCard(product, 'wide')),
      ),
    ),
    enter: () => record.listViewed(category.id, category.name, shelf),
  }
}
