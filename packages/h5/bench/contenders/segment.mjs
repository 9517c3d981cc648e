/*
 * https://segment.com/docs/connections/sources/catalog/libraries/website/javascript/#batching
 * https://segment.com/docs/connections/sources/catalog/libraries/server/http-api/
 */

/** Analytics.js with its settings served by our stub of its CDN: by default a request an event. */
export const segment = {
  name: 'Segment',
  page: 'segment.page.mjs',
  answer: ({ path }) => (path.endsWith('/settings') ? settings : { success: true }),
  read({ path, body }) {
    const said = JSON.parse(body)
    return (path === '/v1/b' ? said.batch : [said]).map(({ properties }) => properties)
  },
}

/** The same with the batching that its documentation offers, at its own sizes (10 events, 5 s). */
export const segmentBatching = {
  ...segment,
  name: 'Segment, batching',
  options: { deliveryStrategy: { strategy: 'batching' } },
}

const settings = {
  integrations: { 'Segment.io': { apiKey: 'bench', addBundledMetadata: true, unbundledIntegrations: [] } },
  plan: { track: { __default: { enabled: true, integrations: {} } } },
  middlewareSettings: {},
  enabledMiddleware: {},
  remotePlugins: [],
  metrics: { sampleRate: 0 },
}
