import type { Decision } from './SlotSource.js'

/** What the component's template shows: text, and addresses that it may open. */
export interface View {
  readonly type: string
  readonly url?: string
  readonly image?: string
  readonly dismissible: boolean
  readonly [text: string]: string | boolean | undefined
}

const TYPES = ['banner', 'popup', 'coupon', 'text']
const TEXTS = ['kicker', 'title', 'text', 'cta', 'code', 'amount', 'note']

/** A payload as the template takes it; null: it is not one that the component shows. */
export function viewOf({ payload }: Decision): View | null {
  // A coupon that a server hands out is shown by the widget for it, in the page's own content.
  if (!payload || TYPES.indexOf(payload.type) < 0 || payload.activity) return null
  const texts: { [name: string]: string } = {}
  for (const name of TEXTS) {
    const text = payload[name]
    if (typeof text === 'string' || typeof text === 'number') texts[name] = `${text}`
  }
  const { type, url, image, dismissible } = payload
  return {
    ...texts,
    type,
    url: safe(url),
    image: safe(image),
    dismissible: typeof dismissible === 'boolean' ? dismissible : type === 'popup' || type === 'coupon',
  }
}

/** `https:`, `http:`, and paths of this mini-program; nothing else may be opened. */
function safe(url: unknown): string | undefined {
  return typeof url === 'string' && /^(https?:\/)?\/(?!\/)|^[\w-]+(\/[\w-]+)+(\?|$)/i.test(url) ? url : undefined
}
