import { bucketsIn, parseSpan } from '../calendar.js'
import type { Experiment, Tag, Trait } from '../config.js'
import { canonical } from '../json.js'
import type { Draft, Placed } from './draft.js'
import type { NameKind, Report } from './issueValues.js'

/** What an edit of a document takes from visitors who are known: history, the split of experiments, what they could see. */
export function edits(before: Draft, after: Draft, report: Report): void {
  const [{ id, revision, tz }, old] = [after.head, before.head]
  if (id !== old.id) report('id', 'otherDocument', { id, before: old.id })
  else if (revision <= old.revision) report('revision', 'revision', { revision, before: old.revision })
  if ((tz ?? 'UTC') !== (old.tz ?? 'UTC')) report('tz', 'tzChanged', { tz: tz ?? 'UTC', before: old.tz ?? 'UTC' })
  traits(before, after, report)
  splits(before, after, report)
  tags(before, after, report)
  const gone = (
    kind: NameKind,
    section: string,
    from: readonly Placed<unknown>[],
    renamed: Renamed = () => undefined,
  ) => {
    for (const one of from)
      if (!after.defined[kind].has(one.name))
        report(section, 'removed', { kind, name: one.name, renamed: renamed(one) })
  }
  gone(
    'trait',
    'traits',
    before.traits.filter(({ value }) => !!counting(value)),
  )
  gone(
    'tag',
    'tags',
    before.tags.filter(({ value }) => value.ttl || value.latch),
  )
  gone('slot', 'slots', before.slots)
  gone('experience', 'experiences', before.experiences, ({ value }) => {
    const same = (one: unknown) =>
      canonical({ ...(one as object), id: '' }) === canonical({ ...(value as object), id: '' })
    return after.experiences.find((one) => !before.defined.experience.has(one.name) && same(one.value))?.name
  })
}

/** The name that something goes by now. */
type Renamed = (one: Placed<unknown>) => string | undefined

/** Tags that stay for a shorter time than before, or no longer stay at all. */
function tags(before: Draft, after: Draft, report: Report): void {
  const old = new Map(before.tags.map(({ name, value }) => [name, value]))
  for (const { name, path, value } of after.tags) {
    const then = old.get(name)
    if (then && staying(value) < staying(then))
      report(path, 'tagShorter', { name, changed: then.latch && !value.latch ? 'latch' : 'ttl' })
  }
}

/** For how many hours a tag stays after it was earned. */
function staying({ latch, ttl }: Tag): number {
  const span = parseSpan(ttl)
  return latch ? Number.POSITIVE_INFINITY : span ? span.count * (span.days ? 24 : 1) : 0
}

function traits(before: Draft, after: Draft, report: Report): void {
  const old = new Map(before.traits.map(({ name, value }) => [name, value]))
  for (const { name, path, value } of after.traits) {
    const now = counting(value)
    if (!now) continue
    const then = old.has(name) ? counting(old.get(name)!) : null
    if (then) {
      const changed = Object.keys(now.parts).filter(
        (part) => canonical(now.parts[part]) !== canonical(then.parts[part]),
      )
      if (!changed.length && !fits(then.buckets, now.buckets)) changed.push('within')
      if (changed.length) report(path, 'traitReset', { name, changed })
    } else {
      const same = before.traits.find(
        (one) => !after.defined.trait.has(one.name) && canonical(counting(one.value)) === canonical(now),
      )
      report(path, 'traitNew', { name, ...(same && { renamed: same.name }) })
    }
  }
}

/** What a visitor's state of a trait depends on: when it changes, counting begins anew. Null for one that is derived. */
function counting(trait: Trait): { parts: { [part: string]: unknown }; buckets: number } | null {
  if ('event' in trait) {
    const { event, agg, prop, where, within } = trait
    const window = parseSpan(within)
    const unit = window && (window.days ? 'd' : 'h')
    return { parts: { event, agg, prop, where, within: unit }, buckets: window ? bucketsIn(window) : 0 }
  }
  if ('ledger' in trait) return { parts: { ledger: trait.ledger }, buckets: 0 }
  return 'channel' in trait ? { parts: { channel: trait.channel }, buckets: 0 } : null
}

/** A shorter window finds all that it needs in the buckets of a longer one. */
const fits = (before: number, now: number) => (now ? before >= now : !before)

function splits(before: Draft, after: Draft, report: Report): void {
  const old = new Map(before.experiences.map(({ name, value }) => [name, value]))
  for (const { name, path, value } of after.experiences) {
    const then = old.get(name)
    if (!then || (then.variations.length < 2 && value.variations.length < 2 && !then.experiment && !value.experiment))
      continue
    const keys = (one: typeof value) => one.variations.map(({ key }) => key)
    const [now, was] = [splitting(value.experiment, keys(value)), splitting(then.experiment, keys(then))]
    const changed = Object.keys(now).filter((part) => canonical(now[part]) !== canonical(was[part]))
    const keepsSticky = changed.every((part) => /^(weights|coverage|variations|seed)$/.test(part))
    const sticky = !!value.experiment?.sticky && !!then.experiment?.sticky && keepsSticky
    if (changed.length)
      report(`${path}.${value.experiment ? 'experiment' : 'variations'}`, 'reshuffled', { name, changed, sticky })
  }
  const [holdout, was] = [after.head.holdout, before.head.holdout]
  const parts = ['key', 'share', 'hashAttribute'] as const
  const changed = parts.filter((part) => holdout?.[part] !== was?.[part])
  if (changed.length) report('holdout', 'holdoutChanged', { changed })
}

/** All that decides which variation a visitor gets. */
function splitting(experiment: Experiment | undefined, variations: string[]): { [part: string]: unknown } {
  const {
    key,
    seed,
    weights,
    coverage = 1,
    bucketVersion = 0,
    hashAttribute = 'anonymousId',
    fallbackAttribute,
  } = experiment ?? {}
  const equal = variations.map(() => 1 / variations.length)
  return { key, seed, weights: weights ?? equal, coverage, bucketVersion, hashAttribute, fallbackAttribute, variations }
}
