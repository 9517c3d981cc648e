import type { HostRequest } from '../Host.js'
import type { TestAnswer } from './createTestHost.js'

interface Sent {
  readonly messageId: string
  readonly event?: string
  readonly type: string
  readonly properties?: { readonly n?: number }
}

/** A collector that a test plays: it keeps what it acknowledges. */
export function createTestCollector() {
  const deliveries = new Map<string, number>()
  const events: Sent[] = []

  return {
    /** What it has kept, each event once, in the order of their arrival. */
    events: events as readonly Sent[],
    /** How often an event came that was kept already. */
    repeats: () => [...deliveries.values()].reduce((sum, times) => sum + times - 1, 0),
    /** What happens to the next requests; null: they are acknowledged. */
    fault: null as null | ((request: HostRequest, batch: readonly Sent[]) => Promise<TestAnswer> | TestAnswer | null),
    requests: 0,
    async answer(request: HostRequest): Promise<TestAnswer> {
      this.requests++
      const batch: Sent[] = JSON.parse(request.data!).batch
      const wrong = await this.fault?.(request, batch)
      if (wrong && wrong.status !== 200) return wrong
      for (const event of batch) {
        const times = deliveries.get(event.messageId) ?? 0
        if (!times) events.push(event)
        deliveries.set(event.messageId, times + 1)
      }
      return wrong ?? { status: 200, body: '{}' }
    },
  }
}
