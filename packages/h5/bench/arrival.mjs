/** A contender from which nothing has come for so long, in ms, sends no more: its retries and timers are shorter. */
const QUIET_MS = 15_000
const LIMIT_MS = 120_000
/** The last answers come, and what they set off is done. */
const SETTLE_MS = 1500

/** Resolves when so many events have come, or no more do. */
export async function arrival({ count }, expected, quietMs = QUIET_MS) {
  const end = performance.now() + LIMIT_MS
  const waits = (now) => count.events.size < expected && now < Math.min(end, count.last + quietMs)
  while (waits(performance.now())) await pause(20)
  await pause(SETTLE_MS)
}

/** Resolves after so many ms. */
export const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms))
