/*
 * https://www.rudderstack.com/docs/sources/event-streams/sdks/rudderstack-javascript-sdk/load-js-sdk/
 * https://www.rudderstack.com/docs/api/http-api/
 */

/** The build that brings its plugins along, so that it loads nothing more; by default a request an event. */
export const rudderstack = {
  name: 'RudderStack',
  page: 'rudderstack.page.mjs',
  answer: ({ path }) => (path.startsWith('/sourceConfig') ? sourceConfig : 'OK'),
  read({ body }) {
    const said = JSON.parse(body)
    return (said.batch ?? [said]).map(({ properties }) => properties)
  },
}

/** The same with the batching that its documentation offers, at its own sizes (100 events, 60 s), and a queue that holds the burst. */
export const rudderstackBatching = {
  ...rudderstack,
  quietMs: 70_000,
  name: 'RudderStack, batching',
  options: { queueOptions: { maxItems: 10_000, batch: { enabled: true } } },
}

const sourceConfig = {
  source: {
    id: 'bench',
    name: 'bench',
    writeKey: 'bench',
    workspaceId: 'bench',
    enabled: true,
    config: { statsCollection: { errors: { enabled: false }, metrics: { enabled: false } } },
    destinations: [],
  },
  updatedAt: '2026-01-01T00:00:00.000Z',
}
