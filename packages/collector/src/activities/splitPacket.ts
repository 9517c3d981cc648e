/**
 * How much the next of `count` people gets of what is left: a chance from one cent to twice the average, so that nobody
 * is better off for coming early, and at least a cent stays for each of the others. The last one gets the rest.
 * @param left cents, at least `count`
 * @param below a whole number under the one given, each as likely
 */
export function splitPacket(left: number, count: number, below: (limit: number) => number): number {
  if (count === 1) return left
  const most = Math.min(left - (count - 1), Math.max(1, Math.floor((2 * left) / count) - 1))
  return 1 + below(most)
}
