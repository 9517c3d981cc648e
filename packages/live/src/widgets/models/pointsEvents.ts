import type { Json, JsonObject } from '@qianmian/core'
import { numberOf } from './numberOf.js'

/** `Points Earned`, of points that the server has given; none, no event. */
export function pointsEvents(points: Json | undefined): (readonly [string, JsonObject])[] {
  return numberOf(points) > 0 ? [['Points Earned', { points: numberOf(points) }]] : []
}
