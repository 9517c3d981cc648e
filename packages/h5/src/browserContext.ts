import type { Campaign, EventContext } from '@qianmian/core'
import { version } from './version.js'

/** Parameters of a landing address that are kept by their own names, beside `utm_*`. */
const CLICK_IDS = ['gclid', 'gdt_vid', 'bd_vid', 'clickid']

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
    device: { type: deviceType(userAgent) },
    locale: language,
    timezone: (timezone ??= Intl.DateTimeFormat().resolvedOptions().timeZone),
    userAgent,
  }
}

function campaignOf(search: string): Campaign | undefined {
  const campaign: Campaign = {}
  new URLSearchParams(search).forEach((value, key) => {
    if (key.startsWith('utm_')) campaign[key === 'utm_campaign' ? 'name' : key.slice(4)] = value
    else if (CLICK_IDS.includes(key)) campaign[key] = value
  })
  return Object.keys(campaign).length ? campaign : undefined
}

function referrerOf(url: string): EventContext['referrer'] {
  const host = /^https?:\/\/([^/?#]+)/.exec(url)?.[1]
  return host && host !== location.host ? { url, host } : undefined
}

function deviceType(userAgent: string): string {
  if (/iPad|Tablet|Android(?!.*Mobile)/.test(userAgent)) return 'tablet'
  return /Mobi|Android/.test(userAgent) ? 'mobile' : 'desktop'
}
