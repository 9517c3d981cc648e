import { element } from '../slot/element.js'
import type { DebugConsidered, DebugSource } from './DebugSource.js'
import { row } from './row.js'
import type { Words } from './wordsFor.js'

/** What a slot shows, and how every experience of it fared. */
export function slotCard(name: string, source: DebugSource, words: Words): HTMLElement {
  const { decision, considered } = source.explain(name)
  const { experience, variation, payload, reason } = decision
  const shown = [experience, variation].filter(Boolean).join(' · ') || payload?.type || words.none
  return row(
    'div',
    'card',
    row('div', 'head', element('span', 'name', name), badge(words[reason] ?? reason, reason === 'chosen')),
    element('div', 'value-left', shown),
    ...considered.map((one) => fate(one, words)),
  )
}

function fate({ experience, priority, failed, values }: DebugConsidered, words: Words): HTMLElement {
  const saw = Object.entries(values).map(([key, value]) => `${key}: ${JSON.stringify(value)}`)
  return row(
    'div',
    'why',
    row(
      'div',
      'pair',
      element('span', 'key', `${experience} (${priority})`),
      badge(failed ? (words[failed] ?? failed) : words.onShow, !failed),
    ),
    ...saw.map((text) => element('div', 'saw', text)),
  )
}

function badge(text: string, good: boolean): HTMLElement {
  const made = element('span', 'badge', text)
  made.toggleAttribute('data-good', good)
  return made
}
