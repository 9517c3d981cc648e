/*
 * https://amplitude.com/docs/sdks/analytics/browser/browser-sdk-2
 * https://amplitude.com/docs/apis/analytics/http-v2
 */

/** No autocapture, remote config or diagnostics; bodies are compressed, as they are towards its own servers. */
export const amplitude = {
  name: 'Amplitude',
  page: 'amplitude.page.mjs',
  answer: ({ body }) => ({
    code: 200,
    events_ingested: JSON.parse(body).events.length,
    payload_size_bytes: body.length,
    server_upload_time: Date.now(),
  }),
  read: ({ body }) => JSON.parse(body).events.map(({ event_properties }) => event_properties),
}
