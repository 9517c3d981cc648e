import type { Campaign, EventContext } from '@qianmian/core'
import { version } from './version.js'

/** Temporal answers at once; the first use of `Intl` costs a page 15 to 30 ms. Asked once. */
const timezone = () =>
  (globalThis as { Temporal?: { Now: { timeZoneId(): string } } }).Temporal?.Now.timeZoneId() ??
  Intl.DateTimeFormat().resolvedOptions().timeZone

let known: EventContext = {}

/** What the page, its address and the browser say at this moment: the same object while address and title are the same. */
export function browserContext(): EventContext {
  // `location.href` says the same, and costs each event four times as much.
  const { URL: url, title } = document
  const { page } = known
  if (page?.url === url && page.title === title) return known
  const { pathname, search } = location
  const { referrer } = document
  const { language, userAgent } = navigator
  return (known = {
    library: { name: '@qianmian/h5', version },
    page: { path: pathname, url, title, search, referrer },
    campaign: campaignOf(search),
    referrer: referrerOf(referrer),
    device: { type: /Mobi|Android|iPad/.test(userAgent) ? 'mobile' : 'desktop' },
    locale: language,
    timezone: known.timezone ?? timezone(),
    userAgent,
  })
}

/**
 * `utm_*`, and click ids by their own names: those of Google, Meta, Microsoft, TikTok, X, Yandex, 360 and Douyin end alike
 * (`gclid`, `fbclid`, `msclkid`, `ttclid`, `twclid`, `yclid`, `qhclickid`, `clickid`); then Google's on iOS, Tencent, Baidu and Sogou.
 */
function campaignOf(search: string): Campaign | undefined {
  let campaign: Campaign | undefined
  new URLSearchParams(search).forEach((value, key) => {
    const [kept, utm] = /^(?:utm_(.+)|\w*cl(ic)?k?_?id|[gw]braid|(gdt|bd|sg)_vid|qz_gdt)$/.exec(key) ?? []
    if (kept) (campaign ??= {})[utm === 'campaign' ? 'name' : (utm ?? kept)] = value
  })
  return campaign
}

function referrerOf(url: string): EventContext['referrer'] {
  const host = url && new URL(url).host
  return host && host !== location.host ? { url, host } : undefined
}
