import type { Experience } from '../config.js'
import { isObject, rootOf } from '../json.js'
import { conditionsOf, leavesOf, operatorsIn } from './conditions.js'
import type { Draft, Placed } from './draft.js'
import type { NameKind } from './issueValues.js'
import { place } from './place.js'

/** One thing of a document that refers to another one, or to an attribute of the visitor. */
export interface Use {
  readonly path: string
  readonly by: { readonly kind: NameKind | 'document'; readonly name: string }
  readonly kind: NameKind | 'attribute'
  readonly name: string
  /** Only a hash is made of it: it keeps nobody out. */
  readonly hashed?: true
}

/** Attributes that are no traits: a trait cannot take their names. */
export const RESERVED: ReadonlySet<string> = new Set(
  'tags audiences user page campaign referrer scene channel session device live now anonymousId userId'.split(' '),
)

/** Everything in a document that refers to something. */
export function usesOf(draft: Draft): Use[] {
  return [
    ...conditionsOf(draft).flatMap(({ path, condition, owner, ofEvent }) =>
      leavesOf(condition, path).flatMap((leaf): Use[] => [
        ...(ofEvent ? [] : attributeUses(leaf.attribute, leaf.path, owner, leaf.expected)),
        ...operatorsIn(leaf.expected, leaf.path).flatMap(({ name, operand, path }): Use[] =>
          /^\$(inGroup|notInGroup)$/.test(name) && typeof operand === 'string'
            ? [{ path, by: owner, kind: 'savedGroup', name: operand }]
            : [],
        ),
      ]),
    ),
    ...draft.traits.flatMap(({ name, path, value }) => {
      const by = { kind: 'trait', name } as const
      if ('ratio' in value) return value.ratio.flatMap((one, i) => attributeUses(one, `${path}.ratio[${i}]`, by))
      if (!('score' in value)) return []
      return (['weights', 'bins'] as const).flatMap((part) =>
        Object.keys(value.score[part] ?? {}).flatMap((one) =>
          attributeUses(one, place(`${path}.score.${part}`, one), by),
        ),
      )
    }),
    ...draft.experiences.flatMap(experienceUses),
    ...[...draft.caps, ...(draft.head.quiet ? [{ path: 'quiet', value: draft.head.quiet }] : [])].flatMap(
      ({ path, value }) =>
        (value.slots ?? []).map((name, i): Use => {
          return { path: `${path}.slots[${i}]`, by: { kind: 'document', name: path }, kind: 'slot', name }
        }),
    ),
  ]
}

function experienceUses({ name, path, value }: Placed<Experience>): Use[] {
  const by = { kind: 'experience', name } as const
  const { slot, group, audience = [], experiment } = value
  return [
    { path: `${path}.slot`, by, kind: 'slot', name: slot },
    ...(group === undefined ? [] : [{ path: `${path}.group`, by, kind: 'group', name: group } as const]),
    ...audience.map((one, i): Use => ({ path: `${path}.audience[${i}]`, by, kind: 'audience', name: one })),
    ...(['hashAttribute', 'fallbackAttribute'] as const).flatMap((part) => {
      const attribute = experiment?.[part]
      return attribute === undefined
        ? []
        : attributeUses(attribute, `${path}.experiment.${part}`, by).map((use): Use => ({ ...use, hashed: true }))
    }),
  ]
}

function attributeUses(attribute: string, path: string, by: Use['by'], expected?: unknown): Use[] {
  const root = rootOf(attribute)
  if (!RESERVED.has(root)) return [{ path, by, kind: 'trait', name: root }]
  const kind = root === 'tags' ? 'tag' : root === 'audiences' ? 'audience' : null
  const named = kind ? textsIn(expected).map((name): Use => ({ path, by, kind, name })) : []
  return [{ path, by, kind: 'attribute', name: attribute }, ...named]
}

const textsIn = (value: unknown): string[] =>
  typeof value === 'string'
    ? [value]
    : Array.isArray(value)
      ? value.flatMap(textsIn)
      : isObject(value)
        ? Object.values(value).flatMap(textsIn)
        : []
