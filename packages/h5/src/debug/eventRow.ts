import type { RecordedEvent } from '@qianmian/core'
import { element } from '../slot/element.js'
import { row } from './row.js'

/** One event: when, what, its properties in short, and all of it when it is opened. */
export function eventRow(event: RecordedEvent): HTMLElement {
  const { type, name, properties, traits, timestamp, userId, groupId } = event
  const { context, ...rest } = event
  const inOrder = { properties, traits, ...rest, context }
  const details = element('details', 'event')
  const title = element(
    'span',
    'name',
    event.event ?? [type, name ?? groupId ?? (type === 'identify' && userId)].filter(Boolean).join(' '),
  )
  title.dataset.type = type
  const facts = Object.entries(properties ?? traits ?? {}).filter(([, value]) => Object(value) !== value)
  const hint = facts.map(([key, value]) => `${key}: ${value}`).join(', ')
  const time = element('time', 'time', new Date(timestamp).toTimeString().slice(0, 8))
  details.append(
    row('summary', 'line', time, title, element('span', 'hint', type === 'page' ? `${properties?.path}` : hint)),
  )
  details.addEventListener('toggle', () => {
    if (details.childElementCount < 2) details.append(element('pre', 'json', JSON.stringify(inOrder, null, 2)))
  })
  return details
}
