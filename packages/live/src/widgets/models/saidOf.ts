import type { Scene } from '../Widget.js'

const words = {
  gone: ['已经没有了', 'All gone'],
  already: ['您已经参加过了', 'You have had yours'],
  early: ['还没有开始', 'Not yet open'],
  late: ['已经结束了', 'It is over'],
  closed: ['活动已关闭', 'It is closed'],
  invalid: ['现在不能参加', 'Not possible now'],
  points: ['积分不够', 'Not enough points'],
  unknown: ['活动不存在', 'There is no such activity'],
  silence: ['网络不通，请再试一次', 'No connection, please try again'],
}

/** What came of the last action in words: why it was refused, in its own words if it has some, or else what `well` says. */
export function saidOf(
  { standing: { done }, zh }: Scene,
  well: (action: string) => string,
  own: Partial<typeof words> = {},
): string | undefined {
  if (!done) return
  const { refusal, action } = done
  return refusal ? (own[refusal] ?? words[refusal] ?? words.unknown)[zh ? 0 : 1] : well(action) || undefined
}
