import type { JsonObject, Stop } from '@qianmian/core'

/** An element as an observer tells of it. */
export interface SeenElement {
  readonly id?: string
  readonly dataset?: JsonObject
  readonly intersectionRatio: number
}

interface Observer {
  relativeToViewport(): Observer
  observe(selector: string, run: (element: SeenElement) => void): void
  disconnect(): void
}

/** A page or component: what can observe the elements in it. */
export interface Scope {
  createIntersectionObserver?(options: { thresholds: number[]; observeAll: boolean }): unknown
}

/** How much of an element must be visible, from 0 to 1, and for how many ms without a break. Default: half, 500. */
export interface SeenOptions {
  readonly ratio?: number
  readonly dwellMs?: number
}

/**
 * Runs for each element of a selector when enough of it has been visible for long enough. An observer knows the elements
 * that are rendered now: observe again after they change. Where there is none, nothing counts as seen.
 */
export function whenSeen(
  scope: Scope,
  selector: string,
  { ratio = 0.5, dwellMs = 500 }: SeenOptions,
  run: (element: SeenElement) => void,
): Stop {
  const timers = new Map<string, ReturnType<typeof setTimeout>>()
  const observer = scope.createIntersectionObserver?.({ thresholds: [ratio], observeAll: true }) as Observer | undefined
  let on = true
  observer?.relativeToViewport().observe(selector, (element) => {
    const key = keyOf(element)
    clearTimeout(timers.get(key)!)
    // A disconnected observer may still tell what it saw.
    if (on && element.intersectionRatio > 0 && element.intersectionRatio >= ratio)
      timers.set(
        key,
        setTimeout(() => run(element), dwellMs),
      )
  })
  return () => {
    if (on) observer?.disconnect()
    on = false
    for (const timer of timers.values()) clearTimeout(timer)
  }
}

/** What tells elements of a selector apart. */
export function keyOf({ id, dataset }: SeenElement): string {
  return `${id} ${JSON.stringify(dataset)}`
}
