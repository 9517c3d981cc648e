import { vi } from 'vitest'

/** An observation that a test moves: `see` plays that so much of its element is visible. */
export interface Observation {
  readonly options: IntersectionObserverInit
  readonly target: () => Element | undefined
  see(ratio: number): void
  live: boolean
}

/** Puts an IntersectionObserver in the place of the browser's, and returns what is observed, in its order. */
export function createObservers(): Observation[] {
  const all: Observation[] = []
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      target: Element | undefined
      observation: Observation
      constructor(run: IntersectionObserverCallback, options: IntersectionObserverInit) {
        this.observation = {
          options,
          live: true,
          target: () => this.target,
          see: (intersectionRatio) => {
            const entry = { isIntersecting: intersectionRatio > 0, intersectionRatio } as IntersectionObserverEntry
            if (this.observation.live) run([entry], this as never)
          },
        }
        all.push(this.observation)
      }
      observe(target: Element) {
        this.target = target
      }
      disconnect() {
        this.observation.live = false
      }
    },
  )
  return all
}
