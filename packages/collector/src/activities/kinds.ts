import type { Kind } from './kind.js'
import { challenge } from './kinds/challenge.js'
import { checkIn } from './kinds/checkIn.js'
import { leaderboard } from './kinds/leaderboard.js'
import { lottery } from './kinds/lottery.js'
import { redPacket } from './kinds/redPacket.js'
import { reward } from './kinds/reward.js'
import { stock } from './kinds/stock.js'
import { tasks } from './kinds/tasks.js'
import { vote } from './kinds/vote.js'

/** Every kind of activity by the name that definitions give it. */
export const kinds: Readonly<Record<string, Kind>> = {
  stock,
  lottery,
  redPacket,
  reward,
  checkIn,
  challenge,
  tasks,
  leaderboard,
  vote,
}
