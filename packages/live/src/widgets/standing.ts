import type { Json } from '@qianmian/core'
import type { ActivityAnswer, ActivityState, Refusal } from './activity.js'

/** What this device knows of one activity. */
export interface Standing {
  /** As the server last told it; null: not yet. */
  readonly state: ActivityState | null
  /** The action that is under way. */
  readonly doing: string | null
  /** The last action that was answered, and why not, if it was refused; `silence`: no answer came. */
  readonly done: { readonly action: string; readonly refusal: Refusal | 'silence' | null; readonly result: Json } | null
}

/** Nothing is known yet. */
export const UNKNOWN: Standing = { state: null, doing: null, done: null }

/** The server told how it stands. */
export function looked(standing: Standing, state: ActivityState): Standing {
  return { ...standing, state }
}

/** An action is on its way. */
export function began(standing: Standing, action: string): Standing {
  return { ...standing, doing: action, done: null }
}

/** It was answered; null: it was not. */
export function answered(standing: Standing, action: string, answer: ActivityAnswer | null): Standing {
  const refusal = answer ? (answer.ok ? null : (answer.reason ?? 'unknown')) : 'silence'
  return {
    state: answer?.state ?? standing.state,
    doing: null,
    done: { action, refusal, result: answer?.result ?? null },
  }
}
