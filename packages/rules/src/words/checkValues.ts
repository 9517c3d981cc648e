import type { Cap, Cooldown, Experiment, Quiet, Schedule } from '../config.js'
import type { Check } from '../decision.js'

/** What each check of an explanation saw where it failed. */
export interface CheckValues extends Record<Check | 'outranked', object> {
  supported: { code: string; features?: string[]; zone?: string; traits?: string[] }
  enabled: { document?: boolean }
  schedule: Schedule
  quiet: Quiet
  audience: { audience: string[] } & Partial<Clause>
  when: Clause
  trigger: { event: string; count: number; seen: number }
  stopOn: { event: string; seen: number }
  cooldown: { after: Cooldown['after']; until: number }
  caps: { scope: 'experience' | 'group' | 'document'; count: number; per: Cap['per']; used: number }
  group: { group: string; max: number; occupants: string[] }
  experiment: Partial<Experiment>
  outranked: { by: string[] }
}

/** The part of a condition that did not hold: where it looked, what it wanted and what it saw. */
export interface Clause {
  path: string
  expected: unknown
  actual: unknown
}
