/** What viewers do, as sums over the rows of `room`: of how many events, or of what they count together. */
export const deeds = `
  sumIf(greatest(1, JSONExtractInt(properties, 'count')), event = 'Live Liked') AS likes,
  countIf(event = 'Live Commented') AS comments,
  countIf(event = 'Live Shared') AS shares,
  countIf(event = 'Live Followed') AS follows,
  sumIf(greatest(1, JSONExtractInt(properties, 'count')), event = 'Live Gift Sent') AS gifts,
  countIf(event = 'Coupon Claimed') AS coupons,
  countIf(event = 'Order Completed') AS orders,
  coalesce(sumIf(total, event = 'Order Completed'), 0) AS gmv`

/** The numbers that `deeds` gives. `gmv`: the orders' totals together, in their own currency. */
export interface Deeds {
  likes: number
  comments: number
  shares: number
  follows: number
  gifts: number
  coupons: number
  orders: number
  gmv: number
}

export const noDeeds: Deeds = { likes: 0, comments: 0, shares: 0, follows: 0, gifts: 0, coupons: 0, orders: 0, gmv: 0 }
