import { element } from './element.js'
import { word } from './words.js'

const phases = ['all', 'before', 'during', 'after']
const steps = ['exposed', 'clicked', 'added', 'ordered']

/** The table of what each product did, before, during and after it was explained. */
export function showProducts(place, products, say) {
  if (!products.length) return place.replaceChildren(element('p.empty', word('noProducts')))
  const head = element(
    'tr',
    element('th', { scope: 'col' }, word('products')),
    ...phases.map((phase) => element('th', { scope: 'col' }, word(phase))),
    element('th.count', { scope: 'col' }, word('gmv')),
  )
  const body = products.map((product) => {
    const times = product.explained.map(({ from, to }) => `${say.clock(from)}–${say.clock(to)}`).join(word('comma'))
    return element(
      'tr',
      element(
        'th',
        { scope: 'row' },
        element('span.headline', product.name || product.product),
        element('span.where', times ? `${word('explained')} ${times}` : word('never')),
      ),
      ...phases.map((phase) => cell(product, phase, say)),
      element('td.count', { 'data-label': word('gmv') }, element('strong', say.money(product.all.gmv))),
    )
  })
  place.replaceChildren(element('table', element('thead', head), element('tbody', ...body)))
}

function cell(product, phase, say) {
  if (phase !== 'all' && !product.explained.length)
    return element('td.phases.quiet', { 'data-label': word(phase) }, '–')
  const most = Math.max(1, ...phases.map((one) => product[one].exposed))
  const bars = steps.map((step) => {
    const value = product[phase][step]
    const bar = element(`span.bar-track.${phase}`, element('i'))
    bar.firstChild.style.width = `${Math.min(1, value / most) * 100}%`
    return element('span.mini', element('span', say.step(step)), bar, element('strong', say.number(value)))
  })
  return element('td.phases', { 'data-label': word(phase) }, element('div.minis', ...bars))
}
