/** What the visitor allows, with the time (ms since the epoch) and the version of the text that was agreed to. */
export interface Consent {
  readonly analytics: boolean
  readonly personalization: boolean
  readonly time?: number
  readonly version?: string
}

/** What holds until the visitor decides. */
export interface ConsentOptions {
  /** Nothing is stored or sent before the visitor has allowed analytics; what happens meanwhile waits in memory. */
  required?: boolean
  analytics?: boolean
  personalization?: boolean
  /** Of the text that the visitor agrees to: where consent is required, a new version asks again. */
  version?: string
}

/** A purpose that is undefined has not been decided. */
export type Choice = Partial<Consent>

/** The choice that holds: the stored one, unless a new version of the text asks again, or what the options say. */
export function choose(stored: Choice | undefined, options: ConsentOptions): Choice {
  const { required, version } = options
  const initial = required ? undefined : true
  if (stored?.time && !(required && stored.version !== version)) return stored
  return { analytics: options.analytics ?? initial, personalization: options.personalization ?? initial, version }
}
