/** A difference below this is the network's, not a wrong clock's. In ms. */
const latency = 60_000

/**
 * When an event happened by the collector's clock: the sender's time, moved by as much as the sender's clock was wrong
 * when it sent. An event dated in the future is dated now. All times in ms since the epoch.
 * Source of the formula: https://segment.com/docs/connections/spec/common/#timestamps
 */
export function correctTime(original: number, sent: number | undefined, received: number): number {
  const wrong = sent === undefined ? 0 : received - sent
  return Math.max(0, Math.min(received, Math.abs(wrong) < latency ? original : original + wrong))
}
