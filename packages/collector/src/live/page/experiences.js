import { element } from './element.js'
import { locale, word } from './words.js'

/** The table of what each variation did: numbers of visitors, and their share of those who saw it. */
export function showExperiences(place, rows, names) {
  if (!rows.length) return place.replaceChildren(element('p.empty', word('noExperiences')))
  const number = new Intl.NumberFormat(locale())
  const percent = new Intl.NumberFormat(locale(), {
    style: 'percent',
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  })
  const columns = ['viewed', 'clicked', 'ordered', 'dismissed', 'withheld']
  const compared = rows.some((row) => row.withheld)

  const rate = (kind, count, of, mark) => {
    const share = of ? Math.min(1, count / of) : 0
    const bar = element(`span.bar-track.${kind}`, element('i'), mark === null ? null : element('b'))
    bar.firstChild.style.width = `${share * 100}%`
    if (mark !== null) bar.lastChild.style.left = `${Math.min(1, mark) * 100}%`
    return element(
      'td.rate',
      { 'data-label': word(kind) },
      element('span.pair', element('strong', number.format(count)), element('span', of ? percent.format(share) : '–')),
      bar,
    )
  }

  const body = rows.map((row) => {
    const mark = row.withheld ? row.withheldOrdered / row.withheld : null
    const withheld = row.withheld ? `${number.format(row.withheld)} · ${word('ordered')} ${percent.format(mark)}` : '–'
    return element(
      'tr',
      element(
        'th',
        { scope: 'row' },
        element('span.headline', names.headline(row.experience, row.variation) || row.experience),
        element(
          'span.where',
          `${names.slot(row.slot)} · ${row.experience}${row.variation ? ` / ${row.variation}` : ''}`,
        ),
      ),
      element('td.count', { 'data-label': word('viewed') }, element('strong', number.format(row.viewed))),
      rate('clicked', row.clicked, row.viewed, null),
      rate('ordered', row.ordered, row.viewed, mark),
      element('td.count', { 'data-label': word('dismissed') }, number.format(row.dismissed)),
      element('td.count.quiet', { 'data-label': word('withheld') }, withheld),
    )
  })

  const head = element(
    'tr',
    element('th', { scope: 'col' }, word('experience')),
    ...columns.map((name) => element(`th.${name}`, { scope: 'col' }, word(name))),
  )
  place.replaceChildren(
    element('table', element('thead', head), element('tbody', ...body)),
    compared ? element('p.note', word('tick')) : '',
  )
}
