/** Timers that a simulation shares, in slots of so many ms. */
const SLOT_MS = 10

/** Time that passes only as fast as its timers run: `after` as on a platform, `run(ms)` to let it pass. */
export function virtualTime() {
  const slots = new Map()
  let slot = 0
  const clock = {
    now: () => START + slot * SLOT_MS,
    elapsed: () => slot * SLOT_MS,
    after(ms, run) {
      const at = slot + Math.max(1, Math.ceil(ms / SLOT_MS))
      let timers = slots.get(at)
      if (!timers) slots.set(at, (timers = new Set()))
      const timer = { run }
      timers.add(timer)
      return () => timers.delete(timer)
    },
  }
  return {
    clock,
    async run(ms) {
      for (const end = slot + ms / SLOT_MS; slot < end; slot++) {
        const timers = slots.get(slot)
        slots.delete(slot)
        if (!timers) continue
        for (const { run } of timers) run()
        // All that the timers began comes as far as it can.
        await new Promise(setImmediate)
      }
    },
  }
}

const START = Date.parse('2026-06-01T20:00:00+08:00')
