/*
 * https://manual.sensorsdata.cn/sa/latest/tech_sdk_client_web_use-7545025.html
 * https://manual.sensorsdata.cn/sa/latest/tech_data_import_api-7549087.html
 */

/** Only events: no click map, no page views of its own; by default an image an event. */
export const sensors = {
  name: 'Sensors Data',
  page: 'sensors.page.mjs',
  answer: () => gif,
  read({ query, body }) {
    const fields = query.has('data') ? query : new URLSearchParams(body.toString())
    const text = Buffer.from(fields.get('data') ?? fields.get('data_list'), 'base64').toString()
    return [JSON.parse(text)].flat().map(({ properties }) => properties)
  },
}

/** The same with the batching that its documentation offers, at its own sizes (200 events in storage, 6 s). */
export const sensorsBatching = { ...sensors, name: 'Sensors Data, batching', options: { batch_send: true } }

const gif = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64')
