import { init, track } from '@amplitude/analytics-browser'

/** Starts Amplitude; its calls return promises that nobody waits for. */
export function start(endpoint) {
  const { promise } = init('bench', {
    serverUrl: `${endpoint}/2/httpapi`,
    autocapture: false,
    fetchRemoteConfig: false,
    enableDiagnostics: false,
    enableRequestBodyCompression: true,
  })
  return { track, ready: promise }
}
