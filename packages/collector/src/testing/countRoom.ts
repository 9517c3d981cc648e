import type { SentEvent } from '../ingest/validateBatch.js'
import type { ExplainedWindow } from '../reports/live/explainedWindows.js'
import type { Funnel, Phases } from '../reports/live/liveProducts.js'

/**
 * Counts a broadcast the plain way, an event after the other, to compare the report with.
 * @param windows when products were explained
 */
export function countRoom(
  sent: readonly SentEvent[],
  { room, session, mode }: { room: string; session: string; mode: string },
  windows: readonly ExplainedWindow[],
) {
  const unique = [...new Map(sent.map((event) => [event.messageId, event])).values()]
  const users = new Map<string, string>()
  for (const { anonymousId, userId } of unique)
    if (anonymousId && userId && !users.has(anonymousId)) users.set(anonymousId, userId)
  const acts = unique
    .map((event) => {
      const live = (event.context?.live ?? {}) as Record<string, unknown>
      const properties = event.properties ?? {}
      const user = event.userId ?? users.get(event.anonymousId!)
      return {
        at: Date.parse(event.timestamp),
        event: event.event!,
        properties: properties as Record<string, number & string & Item[]>,
        person: user ? `user ${user}` : `anonymous ${event.anonymousId}`,
        visit: String(properties.visit ?? live.visit),
        place: [properties.room ?? live.room, properties.session ?? live.session, properties.mode ?? live.mode],
      }
    })
    .filter(({ place }) => place.join() === [room, session, mode].join())
    .sort((a, b) => a.at - b.at)

  const of = (name: string) => acts.filter(({ event }) => event === name)
  const sum = (name: string, prop: string) =>
    of(name).reduce((total, { properties }) => total + (properties[prop] ?? 0), 0)
  const distinct = (list: readonly { person: string }[]) => new Set(list.map(({ person }) => person)).size
  const round = (value: number) => Math.round(value * 100) / 100

  const visits = new Map<string, { person: string; start: number; stop: number }>()
  for (const { person, visit, at } of acts) {
    const name = `${person} ${visit}`
    const start = visits.get(name)?.start ?? at
    visits.set(name, { person, start, stop: at })
  }
  const online = (at: number) => distinct([...visits.values()].filter(({ start, stop }) => start <= at && at <= stop))
  const times = [...new Set(acts.map(({ at }) => at))]
  const minute = (at: number) => Math.floor(at / 60_000)
  const from = times[0]!
  const to = times.at(-1)!

  const steps = acts.flatMap(({ event, person, at, properties }) => {
    const names = { exposed: /Viewed$/, clicked: /Clicked$/, added: /^Product Added$/, ordered: /^Order Completed$/ }
    const step = Object.entries(names).find(([, form]) => form.test(event))?.[0]
    if (!step) return []
    const items = (step === 'ordered' && properties.products) || [properties as unknown as Item]
    return items.map((item) => {
      const own = windows.filter(({ product }) => product === item.product_id)
      const phase = !own.length
        ? ''
        : own.some((one) => at >= one.from && at < one.to)
          ? 'during'
          : at < Math.min(...own.map((one) => one.from))
            ? 'before'
            : 'after'
      const price = item.price ? item.price * (item.quantity ?? 1) : items.length === 1 ? (properties.total ?? 0) : 0
      return { person, step, product: item.product_id ?? '', phase, brought: step === 'ordered' ? price : 0 }
    })
  })
  const funnel = (list: typeof steps): Funnel => ({
    exposed: distinct(list.filter(({ step }) => step === 'exposed')),
    clicked: distinct(list.filter(({ step }) => step === 'clicked')),
    added: distinct(list.filter(({ step }) => step === 'added')),
    ordered: distinct(list.filter(({ step }) => step === 'ordered')),
    gmv: round(list.reduce((total, { brought }) => total + brought, 0)),
  })
  const phases = (list: typeof steps): Phases => ({
    all: funnel(list),
    before: funnel(list.filter(({ phase }) => phase === 'before')),
    during: funnel(list.filter(({ phase }) => phase === 'during')),
    after: funnel(list.filter(({ phase }) => phase === 'after')),
  })

  return {
    totals: {
      from,
      to,
      viewers: distinct(acts),
      watchedSeconds: sum('Live Watched', 'seconds'),
      claimers: distinct(of('Coupon Claimed')),
      buyers: distinct(of('Order Completed')),
      likes: sum('Live Liked', 'count'),
      comments: of('Live Commented').length,
      shares: of('Live Shared').length,
      follows: of('Live Followed').length,
      gifts: sum('Live Gift Sent', 'count'),
      coupons: of('Coupon Claimed').length,
      orders: of('Order Completed').length,
      gmv: round(sum('Order Completed', 'total')),
    },
    peak: times.reduce((most, at) => (online(at) > most.online ? { online: online(at), at } : most), {
      online: 0,
      at: 0,
    }),
    minutes: Array.from({ length: minute(to) - minute(from) + 1 }, (_, index) => {
      const at = (minute(from) + index) * 60_000
      const during = acts.filter((act) => minute(act.at) === minute(at))
      const moments = [at, ...during.map((act) => act.at)]
      return {
        at,
        online: Math.max(...moments.map(online)),
        entered: distinct(during.filter(({ event }) => event === 'Live Room Entered')),
        likes: during.reduce(
          (total, act) => total + (act.event === 'Live Liked' ? Number(act.properties.count) : 0),
          0,
        ),
        orders: during.filter(({ event }) => event === 'Order Completed').length,
        coupons: during.filter(({ event }) => event === 'Coupon Claimed').length,
      }
    }),
    funnel: phases(steps),
    products: [...new Set(steps.map(({ product }) => product).filter(Boolean))].map((product) => ({
      product,
      ...phases(steps.filter((step) => step.product === product)),
    })),
  }
}

interface Item {
  readonly product_id?: string
  readonly price?: number
  readonly quantity?: number
}
