import type { Stop } from '@qianmian/core'
import { type Scope, type SeenOptions, whenSeen } from '../whenSeen.js'
import { whenDefined } from './defineSlot.js'
import type { Decision, SlotSource } from './SlotSource.js'
import { type View, viewOf } from './viewOf.js'

/** What the component's template shows: of several things at once, each with its experience. */
export interface SlotData {
  readonly views: readonly (View & { experience: string })[]
  /** What is left to the page's own content. */
  readonly own: { experience: string } | null
}

/** What a slot needs of the component that shows it. */
export interface SlotComponent extends Scope {
  setData(data: SlotData, done: () => void): void
  triggerEvent(name: string, detail: object): void
}

/** A slot on show. Of several things in it, the experience says which. */
export interface AttachedSlot {
  /** Records the tap, tells the page of it, and gives the address that it leads to. */
  tapped(experience?: string): string | undefined
  dismissed(experience?: string): void
  /** Records a tap on what the page shows in the slot itself. */
  used(experience?: string): void
  readonly stop: Stop
}

/** Shows in a component what is decided for a slot, now and with each change, and records when it was really seen. */
export function attachSlot(component: SlotComponent, name: string, seen: SeenOptions): AttachedSlot {
  let source: SlotSource | undefined
  let shown = ''
  let unsubscribe: Stop = () => {}
  let unwatch: Stop = () => {}

  function show(decision: Decision): void {
    const text = JSON.stringify(decision)
    if (text === shown) return
    shown = text
    unwatch()
    component.setData(dataOf(decision), () => {
      if (text === shown && decision.reason !== 'pending')
        unwatch = whenSeen(component, '.qm-item', seen, ({ dataset }) => act('viewed', dataset?.experience))
    })
    component.triggerEvent('decision', decision)
  }

  function act(what: 'viewed' | 'clicked' | 'dismissed', experience: unknown): void {
    // Who touches it has seen it, however early.
    if (what !== 'viewed') act('viewed', experience)
    source?.[what]((experience as string) || undefined)
  }

  const undefine = whenDefined((provider) => {
    unsubscribe()
    source = provider.slot(name)
    unsubscribe = source.subscribe(show)
    show(source.get())
  })

  return {
    tapped(experience) {
      const all = source?.get()
      if (!all) return
      const decision = all.items?.find((item) => item.experience === experience) ?? all
      const url = viewOf(decision)?.url
      act('clicked', experience)
      component.triggerEvent('tapped', { decision, url })
      return url
    },
    dismissed: (experience) => act('dismissed', experience),
    used: (experience) => act('clicked', experience),
    stop() {
      shown = ''
      undefine()
      unsubscribe()
      unwatch()
    },
  }
}

function dataOf(decision: Decision): SlotData {
  const { items = [decision] } = decision
  const views: (View & { experience: string })[] = []
  let own: SlotData['own'] = null
  for (const item of items) {
    const view = viewOf(item)
    const experience = (items[1] && (item.withheld ?? item).experience) || ''
    if (view) views.push({ ...view, experience })
    else own ??= { experience }
  }
  return { views, own }
}
