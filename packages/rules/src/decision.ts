import type { Json } from '@qianmian/core'
import type { Payload } from './config.js'

/** What a slot shows this visitor, and why. */
export interface Decision {
  readonly slot: string
  /** Null: nothing of the marketer's is shown. */
  readonly experience: string | null
  readonly variation: string | null
  /** Plain JSON with a `type`; the slot's default when `experience` is null. */
  readonly payload: Payload | null
  /** `pending`: no config yet, and the slot's time-out still runs. */
  readonly reason: 'chosen' | 'default' | 'withheld' | 'preview' | 'pending'
  /** The revision of the document that decided; 0 before there is one. */
  readonly revision: number
  /** For `withheld`: what the holdout kept from this visitor. */
  readonly withheld?: { readonly experience: string; readonly variation: string }
  /** For a slot with a limit above 1: all that it shows, and what was withheld, the first one first. */
  readonly items?: readonly Decision[]
}

/** The checks of an experience's entry to its slot, in their order; the first that fails is its reason. */
export const CHECKS = [
  'supported',
  'enabled',
  'schedule',
  'quiet',
  'audience',
  'when',
  'trigger',
  'stopOn',
  'cooldown',
  'caps',
  'group',
  'experiment',
] as const

export type Check = (typeof CHECKS)[number]

/** How one experience fared. */
export interface Considered {
  readonly experience: string
  readonly priority: number
  /** The first check that failed; `outranked` when only others came first; null when it is what the slot shows. */
  readonly failed: Check | 'outranked' | null
  /** What the check saw: codes and values, for words see `@qianmian/rules/words`. */
  readonly values: { readonly [name: string]: Json }
}

/** Why a slot shows what it shows. */
export interface Explanation {
  readonly slot: string
  readonly decision: Decision
  /** Every experience of the slot, the highest priority first. */
  readonly considered: readonly Considered[]
}
