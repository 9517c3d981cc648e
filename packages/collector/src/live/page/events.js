import { element } from './element.js'
import { eventName, locale } from './words.js'

/** How many events the list keeps. */
const most = 80

/** Puts new events on top of the list; one that is there already stays where it is. */
export function showEvents(list, events, names, fresh) {
  const there = new Set([...list.children].map((item) => item.dataset.id))
  const items = events.filter((event) => !there.has(event.messageId)).map((event) => line(event, names, fresh))
  list.prepend(...items)
  while (list.children.length > most) list.lastChild.remove()
}

function line(event, names, fresh) {
  const at = new Date(event.timestamp)
  const who = event.userId ?? event.anonymousId ?? ''
  const dot = element('i.who')
  dot.style.setProperty('--hue', String(hue(who)))
  return element(
    fresh ? 'li.fresh' : 'li',
    { 'data-id': event.messageId, 'data-kind': kind(event) },
    element(
      'details',
      element(
        'summary',
        dot,
        element('span.what', element('strong', eventName(event)), element('span.detail', detail(event, names))),
        element(
          'span.when',
          element('time', at.toLocaleTimeString(locale(), { hour12: false }), {
            dateTime: event.timestamp,
            title: at.toLocaleString(locale()),
          }),
          element('span.person', who.length > 14 ? `#${who.slice(-6)}` : who, { title: who }),
        ),
      ),
      element('pre', JSON.stringify(event, null, 2)),
    ),
  )
}

/** What colours the line: money, something of the marketer's, or anything else. */
function kind({ event = '' }) {
  if (event === 'Order Completed') return 'order'
  return event.startsWith('Experience ') ? 'experience' : 'other'
}

function detail({ type, event, properties: p, traits, context }, names) {
  if (p.experience) return `${names.slot(p.slot)} · ${names.headline(p.experience, p.variation) ?? p.experience}`
  if (event === 'Order Completed') return money(p)
  if (event === 'Session Started') return context.campaign?.source ?? context.referrer?.host ?? context.page?.path ?? ''
  if (type === 'page') return [event, context.page?.path ?? p.path].filter(Boolean).join(' · ')
  if (type === 'identify') return Object.keys(traits).join('、')
  const parts = [
    p.name ?? p.product_id ?? p.query ?? p.code ?? p.coupon,
    p.price !== undefined && money({ total: p.price, currency: p.currency }),
  ]
  return parts.filter(Boolean).join(' · ') || context.page?.path || ''
}

function money({ total, currency }) {
  const amount = new Intl.NumberFormat(locale(), { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(
    total ?? 0,
  )
  return currency ? `${amount} ${currency}` : amount
}

/** A colour for a person, the same every time. */
function hue(text) {
  let sum = 0
  for (const letter of text) sum = (sum * 31 + letter.codePointAt(0)) % 360
  return sum
}
