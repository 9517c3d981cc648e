import type { Json, JsonObject } from '@qianmian/core'
import { numberOf } from './read.js'

/** `Points Earned`, of points that the server has given; none, no event. */
export function pointsEvents(points: Json | undefined): (readonly [string, JsonObject])[] {
  return numberOf(points) > 0 ? [['Points Earned', { points: numberOf(points) }]] : []
}

/** What the server's answer says under a name, if its result is an object. */
export function resultOf(result: Json | undefined, name: string): Json | undefined {
  return result && typeof result === 'object' && !Array.isArray(result) ? result[name] : undefined
}
