import { createStore } from './createStore.js'

export interface Member {
  readonly id: string
  /** The last four digits; the number itself is nobody's business but the till's. */
  readonly tail: string
  readonly points: number
}

/** The member who is signed in on this device, or null. */
export const member = createStore<Member | null>('member', null)

/** What people call the level that the config computes. */
export const levels: Readonly<Record<string, string>> = { basic: '新芽会员', silver: '银叶会员', gold: '金枝会员' }
