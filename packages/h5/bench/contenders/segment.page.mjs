import { AnalyticsBrowser } from '@segment/analytics-next'

/** Loads Analytics.js; its calls return promises that nobody waits for. */
export function start(endpoint, options) {
  const { host } = new URL(endpoint)
  const destination = { apiHost: `${host}/v1`, protocol: 'http', ...options }
  const analytics = AnalyticsBrowser.load(
    { writeKey: 'bench', cdnURL: endpoint },
    { integrations: { 'Segment.io': destination } },
  )
  return { track: (event, properties) => analytics.track(event, properties), ready: analytics.ready() }
}
