/** What came of a visit: what its endpoint counted, and the tasks over 50 ms. Times in ms from the count's reset. */
export function outcome({ count }, longTasks) {
  const { requests, preflights, bytes, events, began, last } = count
  const copies = [...events.values()].reduce((sum, times) => sum + times, 0)
  return {
    requests,
    preflights,
    bytes,
    arrived: events.size,
    duplicates: copies - events.size,
    delivery: last - began,
    longTasks: longTasks.length,
    longest: Math.max(0, ...longTasks),
  }
}
