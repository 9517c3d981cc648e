const said = (name: string) => document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content ?? ''
const [id = '', startedAt = '', age = ''] = said('broadcast').split(' ')
const opened = performance.now() - Number(age)

/** How many real seconds a minute of the replay takes: 60, or `?minute=` for who is in a hurry. */
const minute = Number(new URLSearchParams(location.search).get('minute'))
const seconds = minute >= 1 && minute < 60 ? minute : 60

/** Tonight's broadcast, as the server tells it. */
export const broadcast = {
  /** Empty where nothing serves the page but a build tool: there are no activities then. */
  id,
  startedAt: Number(startedAt) || Date.now(),
  endpoint: said('qianmian-endpoint'),
  /** The address of the rules, for a minute of this length. */
  config: seconds < 60 ? `/qianmian.json?minute=${seconds}` : '/qianmian.json',
  /** Where the replay is, in s. The server said how old the broadcast is, since a device's clock may be wrong. */
  seconds: () => ((performance.now() - opened) / 1000) * (60 / seconds),
}
