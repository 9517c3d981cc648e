/** `createClient` with a key and an endpoint; everything else as it is by default. */
export const qianmian = {
  name: 'qianmian',
  page: 'qianmian.page.mjs',
  // docs/collector.md
  read: ({ body }) => JSON.parse(body).batch.map(({ properties }) => properties),
}
