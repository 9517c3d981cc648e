import type { JsonObject, Platform, Stop } from '@qianmian/core'
import type { LiveMessage } from './LiveMessage.js'

/** How what others do in the room is recorded: by a client that stands for the room, since every viewer's hears the same. */
export interface ActivityOptions {
  /** One event for so long, in ms. Default: 10,000. */
  everyMs?: number
  /** So many messages of each kind, likes aside, are recorded one by one in that time, drawn evenly. Default: none. */
  sample?: number
}

/** How often what was done. */
export type ActivityCounts = { readonly [kinds in `${LiveMessage['kind']}s`]?: number }

/** Counts what others do in a room; with options, records it: exact counts, and an even sample with its rate. */
export function createActivity(
  { clock, random }: Pick<Platform, 'clock' | 'random'>,
  options: ActivityOptions | undefined,
  record: (name: string, properties: JsonObject) => void,
) {
  const { everyMs = 10_000, sample = 0 } = options ?? {}
  const totals: Record<string, number> = {}
  let counts: Record<string, number> = {}
  let drawn: { [kind: string]: { seen: number; kept: LiveMessage[] } } = {}
  let since = 0
  let timer: Stop | undefined

  function flush(): void {
    if (!timer) return
    timer()
    timer = undefined
    record('Live Activity Counted', { seconds: Math.round((clock.elapsed() - since) / 1000), ...counts })
    for (const [kind, { seen, kept }] of Object.entries(drawn))
      for (const { id, properties } of kept)
        record('Live Message Sampled', { ...properties, kind, msg_id: id!, rate: kept.length / seen })
    counts = {}
    drawn = {}
  }

  return {
    add(message: LiveMessage, count: number): void {
      const { kind } = message
      totals[`${kind}s`] = (totals[`${kind}s`] ?? 0) + count
      if (!options) return
      if (!timer) {
        since = clock.elapsed()
        timer = clock.after(everyMs, flush)
      }
      counts[`${kind}s`] = (counts[`${kind}s`] ?? 0) + count
      if (!sample || kind === 'like') return
      const one = (drawn[kind] ??= { seen: 0, kept: [] })
      // Each of those that were seen is as likely to be kept as any other: https://en.wikipedia.org/wiki/Reservoir_sampling
      const place = one.seen++ < sample ? one.kept.length : Math.floor(random() * one.seen)
      if (place < sample) one.kept[place] = message
    },
    /** All that was counted, undefined as long as there is nothing. */
    counts: (): ActivityCounts | undefined => (Object.keys(totals).length ? { ...totals } : undefined),
    /** Records what waits, now. */
    flush,
  }
}
