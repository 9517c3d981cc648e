import posthog from 'posthog-js'

/** Starts PostHog. */
export function start(endpoint, options) {
  const ready = new Promise((loaded) => {
    posthog.init('bench', {
      api_host: endpoint,
      autocapture: false,
      capture_pageview: false,
      capture_pageleave: false,
      capture_dead_clicks: false,
      capture_performance: false,
      disable_session_recording: true,
      disable_surveys: true,
      advanced_disable_feature_flags: true,
      opt_out_useragent_filter: true,
      loaded,
      ...options,
    })
  })
  return { track: (event, properties) => posthog.capture(event, properties), ready }
}
