import type { Decision } from '../decision.js'
import type { CheckValues } from './checkValues.js'
import type { Naming } from './naming.js'

/** All that one language says of results. */
export interface Phrases {
  /** What a slot shows, and why. */
  readonly decision: { readonly [reason in Decision['reason']]: (decision: Decision, naming: Naming) => string }
  /** That an experience is what the slot shows. */
  readonly shown: (experience: string) => string
  /** That an experience is not shown, and why. */
  readonly notShown: (experience: string, why: string) => string
  /** Why an experience is not shown. */
  readonly checks: { readonly [check in keyof CheckValues]: (values: CheckValues[check], naming: Naming) => string }
}
