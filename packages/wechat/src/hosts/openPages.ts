import type { PageLike } from '../createHostContext.js'

declare function getCurrentPages(): readonly PageLike[]

/** The open pages, by the name that every host gives to the function. */
export function openPages(): readonly PageLike[] {
  return getCurrentPages()
}
