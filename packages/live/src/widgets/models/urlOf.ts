import type { Json } from '@qianmian/core'

/** The address if it may be opened: `https:`, `http:`, or relative, which a path of a mini-program is. */
export function urlOf(url: Json | undefined): string | undefined {
  return typeof url === 'string' && /^(?:https?:\/\/|(?!\/[/\\]|[^/?#]*:))[!-\uffff]+$/i.test(url) ? url : undefined
}
