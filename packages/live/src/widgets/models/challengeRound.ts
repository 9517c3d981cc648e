import type { Json } from '@qianmian/core'
import type { ActivityState } from '../activity.js'
import { numberOf } from './numberOf.js'
import { objectsOf } from './objectsOf.js'
import { resultOf } from './resultOf.js'

/** What a round of a challenge is for this person at a moment. */
export type ChallengePhase = 'joining' | 'waiting' | 'open' | 'checkedIn' | 'missed' | 'settling' | 'settled' | 'late'

/** One round: who staked on coming within its window. Times are ms since the epoch. */
export interface ChallengeRound {
  readonly phase: ChallengePhase
  readonly opens: number
  readonly closes: number
  readonly people: number
  readonly pool: number
  readonly checkedIn: boolean
  readonly share: number
  readonly ranking: ReturnType<typeof objectsOf>
}

/**
 * The round that is the person's business now, and the one that came out last for them. A state holds a round to join and
 * the one whose window is next, `joining` and `checking`, or is itself a round.
 */
export function challengeRounds(
  state: ActivityState | null,
  now: number,
): { readonly current: ChallengeRound | null; readonly last: ChallengeRound | null } {
  const rounds = state?.joining ? [state.checking, state.joining] : [state]
  const [checking, joining] = rounds.map((round) => roundOf(round, now))
  const isOver = checking && /settled|missed|late|joining/.test(checking.phase)
  return {
    current: (isOver && joining) || checking || joining || null,
    last: checking && /settled|missed/.test(checking.phase) ? checking : null,
  }
}

function roundOf(round: Json | undefined, now: number): ChallengeRound | null {
  if (!round || typeof round !== 'object' || Array.isArray(round)) return null
  const opens = numberOf(round.opens ?? resultOf(round.window, 'from'), Number.POSITIVE_INFINITY)
  const closes = numberOf(round.closes ?? resultOf(round.window, 'until'), Number.POSITIVE_INFINITY)
  const checkedIn = round.checkedIn === true
  return {
    phase: phaseOf(round.joined === true, checkedIn, round.settled === true, now, opens, closes),
    opens,
    closes,
    people: numberOf(round.people ?? round.players),
    pool: numberOf(round.pool),
    checkedIn,
    share: numberOf(round.share),
    ranking: objectsOf(round.ranking),
  }
}

function phaseOf(
  joined: boolean,
  checkedIn: boolean,
  settled: boolean,
  now: number,
  opens: number,
  closes: number,
): ChallengePhase {
  if (!joined) return now < opens && !settled ? 'joining' : 'late'
  if (settled) return 'settled'
  if (now < opens) return 'waiting'
  if (now < closes) return checkedIn ? 'checkedIn' : 'open'
  return checkedIn ? 'settling' : 'missed'
}
