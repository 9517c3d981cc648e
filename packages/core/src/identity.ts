/** Who the visitor is, as far as this device knows. */
export interface Identity {
  readonly anonymousId: string
  readonly userId: string | null
}
