import { isObject } from '../../isObject.js'
import { flag, list, optional, text, whole } from '../fields.js'
import { grant, type Kind, refuse } from '../kind.js'

/** Points for those who have watched long enough, once for each tier. */
export interface Reward {
  readonly tiers: readonly { readonly seconds: number; readonly points: number }[]
  readonly room?: string
  /** Pay only for what the stored "Live Watched" events of the person and the room add up to. */
  readonly verify?: boolean
}

interface Claim {
  readonly person: string
  readonly seconds: number
  readonly points: number
  readonly at: number
}

export const reward: Kind<Reward> = {
  fields: {
    tiers: list(50, { seconds: whole(1, 86_400), points: whole(1) }),
    room: optional(text(256)),
    verify: optional(flag),
  },

  check({ tiers, room, verify }) {
    if (verify && room === undefined)
      return [{ path: 'room', code: 'missing', message: 'room must say whose watched time counts, for verify' }]
    if (new Set(tiers.map(({ seconds }) => seconds)).size < tiers.length)
      return [{ path: 'tiers', code: 'invalid', message: 'tiers must differ in seconds' }]
    return []
  },

  evidence: async ({ definition: { verify, room } }, person, ask, purpose) =>
    verify && purpose === 'act' ? ask.watched(person, room!) : null,

  actions: {
    claim(scene, value) {
      const { records, definition, person, now, evidence } = scene
      const tier = definition.tiers.find(({ seconds }) => isObject(value) && seconds === value.seconds)
      if (!tier) return refuse('invalid')
      if (records.get(['own', person.key, tier.seconds])) return refuse('already')
      if (typeof evidence === 'number' && evidence < tier.seconds) return refuse('early')
      const place = records.get<number>(['claims']) ?? 0
      const claim: Claim = { person: person.id, ...tier, at: now }
      records.put(['claims'], place + 1)
      records.put(['own', person.key, tier.seconds], claim)
      records.put(['claim', place], claim)
      scene.points(person).change(tier.points, 'reward')
      return grant({ points: tier.points })
    },
  },

  state: ({ records, definition, person, points }) => ({
    tiers: definition.tiers.map((tier) => ({
      ...tier,
      claimed: records.get(['own', person.key, tier.seconds]) !== undefined,
    })),
    points: points(person).balance,
  }),

  totals: ({ records }) => ({ claims: records.get<number>(['claims']) ?? 0 }),

  claims: ({ records }, from, limit) => records.range<Claim>(['claim'], { from, limit }).map(({ value }) => value),
}
