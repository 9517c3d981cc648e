import { element } from './element.js'
import { firstText } from './firstText.js'
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

/** Senders write what they like into an event: only what is text, or a number, is shown. */
function detail({ type, event, properties: p, traits, context }, names) {
  const path = firstText(context.page?.path, p.path)
  const experience = firstText(p.experience)
  if (experience) {
    const headline = names.headline(experience, firstText(p.variation))
    return `${names.slot(firstText(p.slot))} · ${headline || experience}`
  }
  if (event === 'Order Completed') return money(p.total, p.currency)
  if (event === 'Session Started') return firstText(context.campaign?.source, context.referrer?.host, path)
  if (type === 'page') return [event, path].filter(Boolean).join(' · ')
  if (type === 'identify') return Object.keys(traits).join('、')
  const what = firstText(p.name, p.product_id, p.query, p.code, p.coupon)
  const parts = [what, p.price !== undefined && money(p.price, p.currency)]
  return parts.filter(Boolean).join(' · ') || path
}

function money(total, currency) {
  const amount = Number(firstText(total)) || 0
  const text = new Intl.NumberFormat(locale(), { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(amount)
  return firstText(currency) ? `${text} ${firstText(currency)}` : text
}

/** A colour for a person, the same every time. */
function hue(text) {
  let sum = 0
  for (const letter of text) sum = (sum * 31 + letter.codePointAt(0)) % 360
  return sum
}
