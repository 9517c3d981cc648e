import type { Draft } from './draft.js'
import type { Report } from './issueValues.js'
import { place } from './place.js'

/** Names that the SDK and the Segment spec give to events: https://segment.com/docs/connections/spec/ecommerce/v2/ */
const WELL_KNOWN =
  'Page Viewed,Session Started,Experience Viewed,Experience Clicked,Experience Dismissed,Experience Withheld,Products Searched,Product List Viewed,Product Clicked,Product Viewed,Product Added,Product Removed,Cart Viewed,Checkout Started,Payment Info Entered,Order Completed,Order Refunded,Order Cancelled,Coupon Applied,Product Shared,Product Added to Wishlist,Product Reviewed'.split(
    ',',
  )

/** Names of events that differ from another one only by the case of letters, a space or a line: they are two events. */
export function events(draft: Draft, report: Report): void {
  const known = new Map(WELL_KNOWN.map((name) => [plain(name), name]))
  const look = (path: string, event: string | undefined) => {
    if (event === undefined) return
    const suggestion = known.get(plain(event))
    if (suggestion === undefined) known.set(plain(event), event)
    else if (suggestion !== event) report(place(path, 'event'), 'spelling', { name: event, suggestion })
  }
  for (const { path, value } of draft.traits) {
    if ('event' in value) look(path, value.event)
    else if ('ledger' in value)
      value.ledger.forEach(({ event }, i) => {
        look(`${path}.ledger[${i}]`, event)
      })
  }
  for (const { path, value } of draft.experiences) {
    look(`${path}.trigger`, value.trigger?.event)
    look(`${path}.stopOn`, value.stopOn?.event)
  }
}

const plain = (name: string): string => name.toLowerCase().replace(/[\s_-]/g, '')
