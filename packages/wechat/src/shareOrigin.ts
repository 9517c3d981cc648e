import type { Entry } from './Host.js'

/** Which share a visit came from: its id, how many shares lie between, and the id of the first of them. */
export interface ShareOrigin {
  readonly from: string
  readonly depth: number
  readonly root: string
}

/** The share whose mark a query carries; undefined without one, or where it is none of ours. */
export function shareOrigin(query: Entry['query']): ShareOrigin | undefined {
  const [, from, depth, root] = /^([\w-]{8,40})\.(\d{1,4})\.([\w-]{8,40})$/.exec(query?.qm_share ?? '') ?? []
  return from ? { from, depth: +depth!, root: root! } : undefined
}
