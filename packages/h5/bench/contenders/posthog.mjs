/*
 * https://posthog.com/docs/libraries/js/config
 * https://posthog.com/docs/api/capture
 */

/** Only events: no autocapture, replay, surveys, flags; bots count, since this browser is one. Its remote config allows gzip. */
export const posthog = {
  name: 'PostHog',
  page: 'posthog.page.mjs',
  answer({ path }) {
    if (path === '/array/bench/config.js')
      return `(window._POSTHOG_REMOTE_CONFIG??={}).bench={config:${JSON.stringify(config)},siteApps:[]}`
    return path === '/array/bench/config' ? config : { status: 'Ok' }
  },
  read({ body }) {
    const said = JSON.parse(body)
    return (Array.isArray(said) ? said : (said.batch ?? [said])).map(({ properties }) => properties)
  },
}

/** The same with the limit of 100 events a burst that its client has by default raised out of the way. */
export const posthogUnlimited = {
  ...posthog,
  name: 'PostHog, no rate limit',
  options: { rate_limiting: { events_per_second: 10_000, events_burst_limit: 100_000 } },
}

const config = {
  token: 'bench',
  supportedCompression: ['gzip', 'gzip-js'],
  hasFeatureFlags: false,
  captureDeadClicks: false,
  capturePerformance: false,
  autocapture_opt_out: true,
  autocaptureExceptions: false,
  analytics: { endpoint: '/i/v0/e/' },
  elementsChainAsString: true,
  sessionRecording: false,
  heatmaps: false,
  surveys: false,
  defaultIdentifiedOnly: true,
}
