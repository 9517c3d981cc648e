import { amplitude } from './contenders/amplitude.mjs'
import { beacon } from './contenders/beacon.mjs'
import { posthog, posthogUnlimited } from './contenders/posthog.mjs'
import { qianmian } from './contenders/qianmian.mjs'
import { rudderstack, rudderstackBatching } from './contenders/rudderstack.mjs'
import { segment, segmentBatching } from './contenders/segment.mjs'
import { sensors, sensorsBatching } from './contenders/sensors.mjs'

/*
 * A contender: `page` exports `start(endpoint, options)`, which gives `track(event, properties)` and, where it takes
 * time, the promise `ready`; or `script` is all of it. At the endpoint `answer(request)` gives what its server would say
 * (an object goes as JSON; without `answer` it says `{}`), and `read(request)` the properties of the events in a request.
 * A request is `{ path, query, body }`, the body decompressed. One that waits longer than 15 s for more says `quietMs`.
 */

/** The SDK. */
export const ours = qianmian

/** What the cost of a script and its start is held against. */
export const baseline = beacon

/** Each by its defaults, and once more where these do not batch or drop a burst. */
export const competitors = [
  segment,
  segmentBatching,
  posthog,
  posthogUnlimited,
  amplitude,
  rudderstack,
  rudderstackBatching,
  sensors,
  sensorsBatching,
]
