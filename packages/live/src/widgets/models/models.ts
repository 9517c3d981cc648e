import { challenge } from './challenge.js'
import { checkIn } from './checkIn.js'
import { countdownOffer } from './countdownOffer.js'
import { coupon } from './coupon.js'
import { leaderboard } from './leaderboard.js'
import { lottery } from './lottery.js'
import { product } from './product.js'
import { redPacket } from './redPacket.js'
import { tasks } from './tasks.js'
import { vote } from './vote.js'
import { watchReward } from './watchReward.js'

/** Every widget there is. */
export const models = [
  product,
  coupon,
  countdownOffer,
  lottery,
  redPacket,
  watchReward,
  checkIn,
  challenge,
  tasks,
  leaderboard,
  vote,
]
