let ids = 0

/** A viewer's device in memory: a store that never fails, and the network that the simulation is. */
export function viewerPlatform(clock, network, random) {
  const state = new Map()
  const rows = []
  let seq = 0
  const done = Promise.resolve()
  return {
    name: 'simulated',
    state: {
      get: (key) => state.get(key) ?? null,
      set: (key, value) => void state.set(key, value),
      remove: (key) => void state.delete(key),
    },
    outbox: {
      async append(events) {
        rows.push({ seq: ++seq, events })
        return seq
      },
      peek: async (after, limit) => rows.filter((row) => row.seq > after).slice(0, limit),
      async acknowledge(gone) {
        for (const { seq, events } of gone) {
          const at = rows.findIndex((row) => row.seq === seq)
          if (at < 0) continue
          if (events.length) rows[at] = { seq, events }
          else rows.splice(at, 1)
        }
      },
      load: async () => null,
      save: () => done,
      clear: () => done,
    },
    network,
    clock,
    lifecycle: { on: () => () => {} },
    random,
    id: () => `id-${ids++}`,
    context: () => ({ page: { path: '/live' } }),
  }
}
