import sensors from 'sa-sdk-javascript'

/** Starts Sensors Data. */
export function start(endpoint, options) {
  sensors.init({
    server_url: `${endpoint}/sa?project=default`,
    heatmap: { clickmap: 'not_collect', scroll_notice_map: 'not_collect' },
    ...options,
  })
  return { track: (event, properties) => sensors.track(event, properties) }
}
