import type { Cap, Experience, Trait } from '../config.js'
import { canonical, isObject, rootOf } from '../json.js'
import type { Draft, Placed } from './draft.js'
import type { Report } from './issueValues.js'
import { place } from './place.js'
import { type Reach, reachOf } from './reach.js'
import type { Use } from './uses.js'

/** What works as it is written, and may still cost money or a licence. */
export function risks(draft: Draft, uses: readonly Use[], report: Report): void {
  const reach = reachOf(draft, uses)
  const traits = new Map(draft.traits.map(({ name, value }) => [name, value]))
  const groups = new Map(draft.groups.map(({ name, value }) => [name, value]))
  for (const one of draft.experiences) {
    const own = reach('experience', one.name)
    coupon(one, groups.get(`${one.value.group}`)?.caps, own, report)
    price(one, own, report)
    share(one, own, traits, report)
  }
  for (const { path, value } of draft.traits) {
    if (!('ledger' in value)) continue
    value.ledger.forEach(({ event, add, times = 1 }, i) => {
      if (SHARING.test(event) && (add ?? times) > 0)
        report(`${path}.ledger[${i}]`, 'shareReward', { event, reward: 'points' })
    })
  }
}

/** Types of payloads that are worth money. */
const REWARD = /coupon|voucher|red_?packet|red_?envelope|points|gift|reward|lottery|prize|cash|优惠券|红包|积分|礼/i

/** Events by which visitors spread the word. */
const SHARING = /(?<![A-Za-z])[Ss]har(e|es|ed|ing)(?![a-z])|[Ii]nvit(e|ed|ation)|转发|分享|邀请|助力/

/** The device decides alone who gets a reward, from a history that its owner can clear or edit. */
function coupon(
  { path, value }: Placed<Experience>,
  shared: readonly Cap[] = [],
  { traits, attributes }: Reach,
  report: Report,
): void {
  const type = value.variations.map(({ payload }) => payload?.type ?? '').find((one) => REWARD.test(one))
  if (type === undefined || [...attributes].some((one) => /^user/.test(rootOf(one)))) return
  const { caps = [], cooldown, stopOn } = value
  const guards = { caps: [...caps, ...shared].length > 0, cooldown, stopOn }
  const by = [...traits, ...Object.keys(guards).filter((guard) => guards[guard as keyof typeof guards])]
  if (by.length) report(path, 'deviceGuard', { type, by })
}

/** A price that one person sees and another does not. */
function price({ path, value }: Placed<Experience>, { traits, attributes }: Reach, report: Report): void {
  const prices = value.variations.map(({ payload }) => pricesIn(payload))
  const found = value.variations.findIndex((_, i) => prices[i]!.length)
  if (found < 0) return
  const by = [...traits, ...[...attributes].filter((one) => /^(user|device)/.test(rootOf(one)))]
  if (new Set(prices.map((one) => canonical(one.map(({ value }) => value)))).size > 1) by.push('experiment')
  const { member } = prices[found]![0]!
  if (by.length)
    report(`${path}.variations[${found}].payload${member}`, 'personalPrice', { member: member.slice(1), by })
}

function pricesIn(value: unknown, path = '', key = ''): { member: string; value: unknown }[] {
  if (Array.isArray(value)) return value.flatMap((one, i) => pricesIn(one, place(path, i), key))
  if (isObject(value))
    return Object.keys(value).flatMap((name) => pricesIn(value[name], place(path || '.', name), name))
  const isNumber = typeof value === 'number' || (typeof value === 'string' && /\d/.test(value))
  return isNumber && /price|价/i.test(key) ? [{ member: path.replace(/^\.+/, '.'), value }] : []
}

/** What visitors get for sharing. */
function share(
  { path, value }: Placed<Experience>,
  { traits: reached }: Reach,
  traits: ReadonlyMap<string, Trait>,
  report: Report,
): void {
  const type = value.variations.map(({ payload }) => payload?.type ?? '').find((one) => REWARD.test(one))
  if (type === undefined) return
  const events = [...reached].flatMap((name) => {
    const trait = traits.get(name)!
    return 'event' in trait ? [trait.event] : 'ledger' in trait ? trait.ledger.map(({ event }) => event) : []
  })
  const event = [value.trigger?.event ?? '', ...events].find((one) => SHARING.test(one))
  if (event !== undefined) report(path, 'shareReward', { event, reward: type })
}
