import { createClient, exposures } from '@qianmian/h5'
import { liveSession, videoPlayer } from '@qianmian/live'
import { collectorActivities, createActivities } from '@qianmian/live/widgets'
import { personalize } from '@qianmian/rules'
import { activitiesOf } from './activitiesOf.js'
import { broadcast } from './broadcast.js'
import { video } from './film/video.js'

const source = { writeKey: 'demo', endpoint: broadcast.endpoint }

/** Records what the viewer does. */
export const client = createClient({ ...source, plugins: [exposures()] })

/** Decides what the viewer sees. */
export const personalization = personalize(client, { config: broadcast.config })

// The shop's app opens its room with who is signed in: `?member=8001`.
const member = new URLSearchParams(location.search).get('member')
if (member) client.identify(member, { member: true })

/** This viewer in this room: every event says where it happened, and rules see `live.…`. */
export const session = liveSession(client, {
  room: 'zhishang',
  session: broadcast.id,
  anchor: 'xiaozhi',
  startedAt: broadcast.startedAt,
  player: videoPlayer(video),
})

/** What the collector decides. */
export const activities = createActivities({
  client,
  server: activitiesOf(broadcast.id, collectorActivities({ ...source, client })),
  watched: () => session.get().watchedSeconds,
})

/** Whether the viewer has the member's price. */
export function isRegular(): boolean {
  return personalization.visitor().audiences.includes('regular')
}
