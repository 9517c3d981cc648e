import { challenge } from '../../widgets/models/challenge.js'
import { checkIn } from '../../widgets/models/checkIn.js'
import { countdownOffer } from '../../widgets/models/countdownOffer.js'
import { coupon } from '../../widgets/models/coupon.js'
import { leaderboard } from '../../widgets/models/leaderboard.js'
import { lottery } from '../../widgets/models/lottery.js'
import { product } from '../../widgets/models/product.js'
import { redPacket } from '../../widgets/models/redPacket.js'
import { tasks } from '../../widgets/models/tasks.js'
import { vote } from '../../widgets/models/vote.js'
import { watchReward } from '../../widgets/models/watchReward.js'
import { widgetComponent } from '../widgetComponent.js'

declare function Component(options: object): void

/** Every widget in one component, by the payload's type: for a slot that may show any of them. */
Component(
  widgetComponent([
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
  ]),
)
