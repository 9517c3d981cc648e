import type { Campaign } from '@qianmian/core'
import type { Entry } from './Host.js'

/** `utm_*`, and the click ids of WeChat's, Douyin's and Baidu's advertisements by their own names. */
const KEPT = /^(?:utm_(.+)|gdt_vid|weixinadinfo|weixinadkey|clickid|bd_vid)$/

/**
 * The campaign that a query names. A QR code's `scene` has 32 characters and may come encoded: what it holds in the form
 * of a query counts as one, and all of it is kept as `qr`.
 */
export function campaignOf(query: NonNullable<Entry['query']>): Campaign | undefined {
  const campaign: Campaign = {}
  const take = (name: string, value: string | undefined) => {
    const [kept, utm] = KEPT.exec(name) ?? []
    if (kept && value) campaign[utm === 'campaign' ? 'name' : (utm ?? kept)] = decode(value)
  }
  for (const name of Object.keys(query)) take(name, query[name])
  if (query.scene) {
    campaign.qr = decode(query.scene)
    for (const part of campaign.qr.split('&')) {
      const [name, value] = part.split('=')
      take(name!, value)
    }
  }
  return Object.keys(campaign)[0] ? campaign : undefined
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
