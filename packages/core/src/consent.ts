/** What the visitor allows, with the time (ms since the epoch) and the version of the text that was agreed to. */
export interface Consent {
  readonly analytics: boolean
  readonly personalization: boolean
  readonly time?: number
  readonly version?: string
}
