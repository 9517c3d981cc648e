import { RudderAnalytics } from '@rudderstack/analytics-js/bundled'

/** Loads RudderStack. */
export function start(endpoint, options) {
  const analytics = new RudderAnalytics()
  analytics.load('bench', endpoint, { configUrl: endpoint, ...options })
  return {
    track: (event, properties) => analytics.track(event, properties),
    ready: new Promise((resolve) => analytics.ready(resolve)),
  }
}
