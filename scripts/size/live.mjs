import { liveSession, videoPlayer } from '../../packages/live/dist/index.js'
import { coupon } from '../../packages/live/dist/widgets/coupon.js'
import { collectorActivities, createActivities, defineWidgets } from '../../packages/live/dist/widgets/index.js'
import { lottery } from '../../packages/live/dist/widgets/lottery.js'
import { product } from '../../packages/live/dist/widgets/product.js'

// A live room with three widgets, beyond the client and the rules that are there already.
export { collectorActivities, coupon, createActivities, defineWidgets, liveSession, lottery, product, videoPlayer }
