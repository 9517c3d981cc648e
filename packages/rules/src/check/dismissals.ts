import type { Draft } from './draft.js'
import type { Report } from './issueValues.js'

/** What a visitor can close, and is shown again at once: a dismissal alone ends what is on show, and bars nothing. */
export function dismissals({ experiences, groups, caps }: Draft, report: Report): void {
  const capped = new Set(groups.filter(({ value }) => value.caps?.length).map(({ name }) => name))
  for (const { path, value } of experiences) {
    const { slot, group, cooldown, trigger, caps: own = [] } = value
    const isBarred =
      /^(dismiss|view)$/.test(`${cooldown?.after}`) ||
      trigger ||
      own.length ||
      capped.has(`${group}`) ||
      caps.some(({ value: { slots } }) => slots?.includes(slot) !== false)
    // As the SDK's own slots have it: a coupon can be closed unless it says no.
    const closable = value.variations.find(({ payload }) => payload?.dismissible ?? payload?.type === 'coupon')
    if (closable && !isBarred) report(path, 'closedInVain', { type: `${closable.payload?.type}` })
  }
}
