import type { View } from '../widgets/View.js'

/**
 * What has changed between two views, as `setData` takes it: a countdown hands over its units each second, and not the list
 * below it. What is gone becomes null.
 */
export function changesOf(before: View | null, after: View | null): { [path: string]: unknown } {
  if (!before || !after) return { view: after }
  const changes: { [path: string]: unknown } = {}
  for (const name of Object.keys({ ...before, ...after }) as (keyof View)[]) {
    const value = after[name] === undefined ? null : after[name]
    if (JSON.stringify(value) !== JSON.stringify(before[name] === undefined ? null : before[name]))
      changes[`view.${name}`] = value
  }
  return changes
}
