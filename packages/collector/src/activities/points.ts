import type { Person } from './person.js'
import type { Records } from './records/records.js'

/** One person's points. */
export interface Points {
  readonly balance: number
  /**
   * Adds points, or takes them where `by` is below zero.
   * @param why such as `checkIn`
   * @returns false, and nothing has changed, where it would leave less than none
   */
  change(by: number, why: string): boolean
}

/** What is kept of a person's points. */
export interface Account {
  readonly person: string
  readonly balance: number
  /** How many changes there were: their entries are numbered from 1. */
  readonly changes: number
}

/** One change of somebody's points. `at` in ms. */
export interface PointsEntry {
  readonly at: number
  readonly by: number
  readonly balance: number
  /** The activity, or empty where an operator did it. */
  readonly activity: string
  readonly why: string
}

/** The ledger that all activities share: who has how many points, and how they came by them. */
export function points(records: Records, { id, key }: Person, now: number, activity: string): Points {
  const account = () => records.get<Account>(['points', key]) ?? { person: id, balance: 0, changes: 0 }
  return {
    get balance() {
      return account().balance
    },
    change(by, why) {
      const { balance, changes } = account()
      const after = balance + by
      if (after < 0 || !Number.isSafeInteger(after)) return false
      if (by === 0) return true
      const entry: PointsEntry = { at: now, by, balance: after, activity, why }
      records.put(['points', key], { person: id, balance: after, changes: changes + 1 } satisfies Account)
      records.put(['change', key, changes + 1], entry)
      if (balance > 0) records.remove(['rank', -balance, key])
      if (after > 0) records.put(['rank', -after, key], id)
      return true
    },
  }
}

/** The people with the most points, the most first. */
export function richest(records: Pick<Records, 'range'>, limit: number): { person: string; score: number }[] {
  return records.range<string>(['rank'], { limit }).map(({ key, value }) => ({ person: value, score: -Number(key[1]) }))
}

/** The changes of a person's points, the last first, at most `limit`. */
export function pointsEntries(records: Pick<Records, 'get' | 'range'>, { key }: Person, limit: number): PointsEntry[] {
  const { changes = 0 } = records.get<Account>(['points', key]) ?? {}
  return records
    .range<PointsEntry>(['change', key], { from: Math.max(1, changes - limit + 1), limit })
    .map(({ value }) => value)
    .reverse()
}
