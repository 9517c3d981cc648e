import type { SentEvent } from '../ingest/validateBatch.js'

/** A broadcast made by chance: `events` as clients send them, some of them twice. */
export interface GeneratedRoom {
  readonly room: string
  readonly session: string
  readonly events: readonly SentEvent[]
}

/**
 * Makes a broadcast in which people come, some twice or on two devices, watch, like, look at products, buy and leave; and
 * around it what doesn't belong to it. The same seed makes the same one.
 */
export function generateRoom(seed: number, people: number, start: number, minutes: number): GeneratedRoom {
  let state = (seed % 2_147_483_646) + 1
  const chance = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647
  const whole = (limit: number) => Math.floor(chance() * limit)
  const place = { room: '8801', session: 's1', anchor: 'anna', mode: 'live' }
  const products = ['grape', 'mango', '荔枝', 'pear']
  const span = minutes * 60_000
  // Each product in turn, and the first once more.
  const plan = [...products.slice(0, 3), products[0]!].map((product, index) => ({
    product,
    from: start + Math.floor((span * index) / 4) + 5000,
    to: start + Math.floor((span * (index + 1)) / 4) - 10_000,
  }))
  const events: SentEvent[] = []
  let ids = 0

  function send(who: object, at: number, event: string, properties: object, live: object | null): void {
    const sent = {
      type: 'track',
      messageId: `m${ids++}`,
      timestamp: new Date(at).toISOString(),
      ...who,
      event,
      properties,
      context: live ? { live } : {},
    } as SentEvent
    events.push(sent)
    if (chance() < 0.1) events.push(sent)
  }

  for (let number = 0; number < people; number++) {
    const stays = 1 + whole(2)
    for (let stay = 0; stay < stays; stay++) visit(number, stay)
  }
  return { ...place, events }

  function visit(number: number, stay: number): void {
    const device = `device ${number}-${whole(2)}`
    const who = { anonymousId: device, ...(number % 3 && { userId: `u${number}` }) }
    const live = { ...place, visit: `visit ${number}-${stay}`, ...(number % 11 === 10 && { mode: 'replay' }) }
    if (number % 13 === 12) live.session = 's0'
    // On whole seconds, so that one leaves in the very moment in which another comes; and some only look in.
    const seconds = (ms: number) => whole(ms / 1000) * 1000
    const from = start + seconds(span)
    const to = Math.min(start + span, from + (chance() < 0.1 ? 0 : 1000 + seconds(span / 2)))
    const within = () => from + seconds(to - from)
    const record = (at: number, event: string, properties: object = {}) =>
      send(who, at, event, { ...live, ...properties }, live)
    record(from, 'Live Room Entered')
    for (let at = from + 15_000; at <= to; at += 15_000) record(at, 'Live Watched', { seconds: 1 + whole(15) })
    for (let index = whole(4); index > 0; index--) record(within(), 'Live Liked', { count: 1 + whole(40) })
    for (let index = whole(3); index > 0; index--) record(within(), 'Live Commented', { length: whole(20) })
    if (chance() < 0.2) record(within(), 'Live Shared')
    if (chance() < 0.2) record(within(), 'Live Followed')
    if (chance() < 0.2) record(within(), 'Live Gift Sent', { count: 1 + whole(3) })
    for (const { product, from: begun, to: over } of plan)
      if (begun < to && over > from)
        record(Math.min(over, to), 'Live Product Explained', {
          product_id: product,
          from: new Date(Math.max(begun, from)).toISOString(),
          to: new Date(Math.min(over, to)).toISOString(),
        })
    for (let index = whole(8); index > 0; index--) shop(who, within(), live)
    if (chance() < 0.7) record(to, 'Live Room Left')
    send(who, to + 1000, 'Product Viewed', { product_id: 'grape' }, null)
  }

  /** Events that know the room only by their context. */
  function shop(who: object, at: number, live: object): void {
    const product = products[whole(4)]!
    const about = { product_id: product, name: `the ${product}` }
    const record = (event: string, properties: object) => send(who, at, event, properties, live)
    if (chance() < 0.3) record('Experience Viewed', { slot: 'live_popup', experience: 'gift' })
    if (chance() < 0.3) record('Experience Clicked', { slot: 'live_popup', experience: 'card', ...about })
    if (chance() < 0.2) record('Coupon Claimed', { code: 'BACK20' })
    record('Product Viewed', about)
    if (chance() < 0.6) record('Product Clicked', about)
    if (chance() < 0.4) record('Product Added', about)
    if (chance() < 0.15) record('Order Completed', { total: 19.9, products: [{ ...about, price: 9.95, quantity: 2 }] })
    if (chance() < 0.1) {
      const other = { product_id: products[whole(4)]!, price: 5 }
      record('Order Completed', { total: 14.95, products: [{ ...about, price: 9.95 }, other] })
    }
    if (chance() < 0.1) record('Order Completed', { total: 7.5, ...about })
    if (chance() < 0.1) record('Order Completed', { total: 3 })
  }
}
