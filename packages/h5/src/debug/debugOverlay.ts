import type { Client, RecordedEvent, Stop } from '@qianmian/core'
import { adoptStyles } from '../slot/adoptStyles.js'
import { element } from '../slot/element.js'
import type { DebugSource } from './DebugSource.js'
import { deliveryPanel } from './deliveryPanel.js'
import { eventRow } from './eventRow.js'
import type { Held } from './Held.js'
import { overlayStyles } from './overlayStyles.js'
import { row } from './row.js'
import { slotCard } from './slotCard.js'
import { visitorPanel } from './visitorPanel.js'
import { wordsFor } from './wordsFor.js'

/** How the overlay speaks, and what it shows beside what it finds. */
export interface DebugOptions {
  /** `zh…` for Chinese. Default: the page's language, then the browser's. */
  lang?: string
  /** Slots to show beside those of the page's `<qm-slot>` elements and of what was recorded. */
  slots?: readonly string[]
}

/** As much of a client as the overlay needs: whatever the types of its events, and whichever module system they come from. */
export type Watched = Pick<Client, 'ready' | 'export' | 'use'>

const MAX_EVENTS = 200
const REFRESH_MS = 500

/**
 * A panel over the page that shows what is recorded as it happens, who the visitor is, what each slot shows and why, consent, and
 * what waits to be delivered. It only looks: nothing is recorded of it. Returns what removes it.
 */
export function debugOverlay(client: Watched, source?: DebugSource, options: DebugOptions = {}): Stop {
  const words = wordsFor(options.lang || document.documentElement.lang || navigator.language)
  const slots = new Set(options.slots)
  const count = element('span', 'count')
  const events = element('div', 'events')
  const body = element('div', 'body')
  body.setAttribute('role', 'tabpanel')
  const known = new Set<string>()
  let number = 0

  const note = (text: string) => element('p', 'note', text)
  /** Each tab, and what it shows. */
  const panels: [name: string, show: (held: Held) => Node[]][] = [
    [words.events, () => [number ? events : note(words.noEvents)]],
    [words.visitor, (held) => visitorPanel(held, source, words)],
    [words.slots, decided],
    [words.delivery, (held) => deliveryPanel(held, words)],
  ]
  const tabs = panels.map(([name], i) => button('tab', name, name, () => select(i)))
  let [, show] = panels[0]!

  function add(event: RecordedEvent, where: 'prepend' | 'append' = 'prepend'): void {
    if (known.has(event.messageId)) return
    known.add(event.messageId)
    const slot = event.properties?.slot
    if (typeof slot === 'string') slots.add(slot)
    events[where](eventRow(event))
    if (events.childElementCount > MAX_EVENTS) events.lastElementChild?.remove()
    count.textContent = `${++number}`
  }

  function decided(): Node[] {
    for (const one of document.querySelectorAll('qm-slot[name]')) slots.add(one.getAttribute('name')!)
    if (!source) return [note(words.noSource)]
    return slots.size ? [...slots].map((name) => slotCard(name, source, words)) : [note(words.noSlots)]
  }

  async function refresh(): Promise<void> {
    if (number && show === panels[0]![1] && events.parentNode === body) return
    try {
      const held = (await client.export()) as unknown as Held
      const next = row('div', 'next', ...show(held))
      // What has not changed stays, with what is selected and unfolded in it.
      if (next.textContent !== body.textContent) body.replaceChildren(...next.childNodes)
    } catch (cause) {
      body.replaceChildren(note(String(cause)))
    }
  }

  function select(chosen: number): void {
    show = panels[chosen]![1]
    tabs.forEach((tab, i) => void tab.setAttribute('aria-selected', `${i === chosen}`))
    body.setAttribute('aria-label', panels[chosen]![0])
    refresh()
  }

  function button(part: string, text: string, label: string, run: () => void): HTMLElement {
    const made = element('button', part, text)
    made.setAttribute('aria-label', label)
    if (part === 'tab') made.setAttribute('role', 'tab')
    made.addEventListener('click', run)
    return made
  }

  const strip = row('div', 'tabs', ...tabs)
  strip.setAttribute('role', 'tablist')
  const content = row('div', 'content', strip, body)
  const bar = row(
    'div',
    'bar',
    element('span', 'title', words.title),
    count,
    button('icon', '–', words.fold, () => void content.toggleAttribute('hidden')),
    button('icon', '×', words.close, stop),
  )
  const host = element('div', 'qianmian-debug')
  host.setAttribute('data-qm-private', '')
  const root = host.attachShadow({ mode: 'open' })
  adoptStyles(root, overlayStyles)
  root.append(row('div', 'panel', bar, content))
  document.documentElement.append(host)

  const timer = setInterval(refresh, REFRESH_MS)
  select(0)
  const leave = client.use({ name: 'debugOverlay', setup: ({ on }) => on('event', (event) => add(event)) })
  lookBack()

  /** What was recorded before, and still waits. */
  async function lookBack(): Promise<void> {
    try {
      await client.ready
      const held = (await client.export()) as unknown as Held
      for (const event of [...held.events].reverse()) add(event, 'append')
    } catch (cause) {
      body.replaceChildren(note(String(cause)))
    }
  }

  function stop(): void {
    clearInterval(timer)
    leave()
    host.remove()
  }
  return stop
}
