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
  /** Default: allowed, unless consent is required. */
  analytics?: boolean
  personalization?: boolean
  /** Of the text that the visitor agrees to: where consent is required, a new version asks again. */
  version?: string
}

/** A purpose that is undefined has not been decided. */
export type Choice = Partial<Consent>

/**
 * The choice that holds: the stored one, unless a new version of the text asks again. Without one, whoever told the host
 * not to be tracked has refused, and for everybody else it is as the options say.
 */
export function choose(stored: Choice | undefined, options: ConsentOptions, optedOut?: boolean): Choice {
  const { required, version, analytics, personalization } = options
  if (stored?.time && !(required && stored.version !== version)) return stored
  const initial = (given: boolean | undefined) => !optedOut && (given ?? (required ? undefined : true))
  return { analytics: initial(analytics), personalization: initial(personalization), version }
}
