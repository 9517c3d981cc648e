import type { Stop } from '@qianmian/core'
import { type Scope, type SeenOptions, whenSeen } from '../whenSeen.js'
import { whenDefined } from './defineSlot.js'
import type { Decision, SlotSource } from './SlotSource.js'
import { type View, viewOf } from './viewOf.js'

/** What a slot needs of the component that shows it. */
export interface SlotComponent extends Scope {
  setData(data: { view: View | null }, done: () => void): void
  triggerEvent(name: string, detail: object): void
}

/** A slot on show. */
export interface AttachedSlot {
  /** Records the tap, tells the page of it, and gives the address that it leads to. */
  tapped(): string | undefined
  dismissed(): void
  /** Records a tap on what the page shows in the slot itself. */
  used(): void
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
    component.setData({ view: viewOf(decision) }, () => {
      if (text === shown && decision.reason !== 'pending')
        unwatch = whenSeen(component, '.qm', seen, () => source?.viewed())
    })
    component.triggerEvent('decision', decision)
  }

  /** Who touches it has seen it, however early. */
  function act(what: 'clicked' | 'dismissed'): void {
    source?.viewed()
    source?.[what]()
  }

  const undefine = whenDefined((provider) => {
    unsubscribe()
    source = provider.slot(name)
    unsubscribe = source.subscribe(show)
    show(source.get())
  })

  return {
    tapped() {
      const decision = source?.get()
      if (!decision) return
      const url = viewOf(decision)?.url
      act('clicked')
      component.triggerEvent('tapped', { decision, url })
      return url
    },
    dismissed: () => act('dismissed'),
    used: () => act('clicked'),
    stop() {
      shown = ''
      undefine()
      unsubscribe()
      unwatch()
    },
  }
}
