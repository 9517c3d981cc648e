import type { Json } from '@qianmian/core'
import { type ConditionIndex, conditionIndex } from './conditionIndex.js'
import type { Config } from './config.js'
import { joinState } from './joinState.js'
import { attempt } from './json.js'
import { plan } from './plan.js'
import { openState } from './state.js'
import { type At, type Person, person } from './visitor.js'
/** What a cookie or a server may be told of a visitor: the values that the document refers to, in at most 2 KB of JSON. */
export interface Snapshot {
  config: string
  revision: number
  traits: { [name: string]: Json }
  tags: string[]
  audiences: string[]
}

/** One person, with what a server or a tool needs beside it. */
export interface Visitor extends Person {
  /** As of a moment; without one, of the last that was asked for. */
  snapshot(at?: At): Snapshot
  /** Takes over what another copy of this person's state, such as the collector's, knows better. */
  restore(state: unknown): void
}

/** A document ready to decide for any number of visitors. */
export interface Engine {
  readonly config: Config
  /** A visitor from a stored state; from nothing, a new one. */
  visitor(state?: unknown): Visitor
}

export interface CompileOptions {
  /** What this page's renderers can do, for experiences that require some of it. */
  features?: readonly string[]
}

const SNAPSHOT_BYTES = 2048

/** With more experiences than this, an index of conditions pays for itself. */
const MANY = 63

/** Prepares a document that `parse` has passed. Pure: no clock, no chance, no host. */
export function compile(config: Config, { features }: CompileOptions = {}): Engine {
  const prepared = plan(config, features)
  let index: ReturnType<typeof conditionIndex> | undefined
  const look: ConditionIndex = (...given) =>
    config.experiences?.[MANY] && (index ??= conditionIndex(prepared.slots.values()))(...given)
  return {
    config,
    visitor(state) {
      const one = person(prepared, state, look)
      return {
        ...one,
        snapshot(at = { now: Number.NaN }) {
          const { id, revision } = config
          const [traits, tags, audiences] = [one.traits(at), one.tags(at), one.audiences(at)]
          const rules = JSON.stringify([
            Object.values(config.traits ?? {}),
            config.tags,
            config.audiences,
            config.experiences,
          ])
          for (const name of Object.keys(traits)) {
            if (!rules.includes(`"${name}"`) && !rules.includes(`"${name}.`)) delete traits[name]
          }
          const all = { config: id, revision, traits, tags, audiences }
          const lists = [Object.keys(traits), audiences, tags]
          while (encodeURIComponent(JSON.stringify(all)).replace(/%../g, '.').length > SNAPSHOT_BYTES) {
            const name = lists.find((list) => list.length)?.pop()
            if (name === undefined) break
            delete traits[name]
          }
          return all
        },
        restore: (saved) => attempt(() => one.replace(joinState(one.toJSON(), openState(saved, prepared.traits)))),
      }
    },
  }
}
