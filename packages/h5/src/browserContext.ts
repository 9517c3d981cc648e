import type { Campaign, EventContext } from '@qianmian/core'
import { version } from './version.js'

/** Asking takes longer than all the rest, so it is asked once. */
let timezone: string | undefined

/** What the page, its address and the browser say at this moment. */
export function browserContext(): EventContext {
  const { href, pathname, search } = location
  const { referrer, title } = document
  const { language, userAgent } = navigator
  return {
    library: { name: '@qianmian/h5', version },
    page: { path: pathname, url: href, title, search, referrer },
    campaign: campaignOf(search),
    referrer: referrerOf(referrer),
    device: { type: /Mobi|Android|iPad/.test(userAgent) ? 'mobile' : 'desktop' },
    locale: language,
    timezone: (timezone ??= Intl.DateTimeFormat().resolvedOptions().timeZone),
    userAgent,
  }
}

/** `utm_*`, and the click ids by their own names. */
function campaignOf(search: string): Campaign | undefined {
  const campaign: Campaign = {}
  new URLSearchParams(search).forEach((value, key) => {
    const [kept, utm] = /^(?:utm_(.+)|gclid|gdt_vid|bd_vid|clickid)$/.exec(key) ?? []
    if (kept) campaign[utm === 'campaign' ? 'name' : (utm ?? kept)] = value
  })
  return Object.keys(campaign)[0] ? campaign : undefined
}

function referrerOf(url: string): EventContext['referrer'] {
  const host = url && new URL(url).host
  return host && host !== location.host ? { url, host } : undefined
}
