import { type ConditionIndex, conditionIndex } from './conditionIndex.js'
import type { Config } from './config.js'
import { plan } from './plan.js'
import { type Visitor, visitor } from './visitor.js'

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

/** Prepares a document that `parse` has passed. Pure: no clock, no chance, no host. */
export function compile(config: Config, { features }: CompileOptions = {}): Engine {
  const prepared = plan(config, features)
  let index: ConditionIndex | null = null
  return {
    config,
    visitor: (state) =>
      visitor(
        prepared,
        state,
        (build) => (index ??= build ? conditionIndex(prepared.candidates, prepared.options) : null),
      ),
  }
}
