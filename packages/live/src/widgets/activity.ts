import type { Json, JsonObject } from '@qianmian/core'

/** How an activity stands for one person. Its fields depend on the kind of the activity; times are ms since the epoch. */
export type ActivityState = JsonObject

/** Why something was not done. */
export type Refusal = 'gone' | 'already' | 'early' | 'late' | 'closed' | 'invalid' | 'points' | 'unknown'

/** One thing to do. `id` is new for each intention, and the same when it is tried again. */
export interface ActivityRequest {
  readonly activity: string
  readonly action: string
  readonly id: string
  readonly value?: Json
}

/** What came of it, and how the activity stands since. `now` is the server's time in ms. */
export interface ActivityAnswer {
  readonly ok: boolean
  readonly reason?: Refusal
  readonly now: number
  readonly state: ActivityState
  readonly result?: Json
}

/** Decides what no device may decide: stock, winners, rewards. Amounts and winners come from here only. */
export interface ActivityServer {
  /** How activities stand for this person, with the server's time in ms. */
  look(names: readonly string[]): Promise<{ readonly now: number; readonly activities: Record<string, ActivityState> }>
  /** Does one thing. The same `id` done twice has the same answer. */
  act(request: ActivityRequest): Promise<ActivityAnswer>
}
