/** What the commands ask of the machine. */
export interface Host {
  /** The text of a file. Throws when it cannot be read. */
  read(path: string): string
  /** Prints a result. */
  print(text: string): void
  /** Prints what went wrong, or what the reader should know beside the result. */
  complain(text: string): void
  /** Ms since the epoch. */
  now(): number
  /** The language of the machine's user, such as `zh_CN.UTF-8`. */
  readonly locale: string
}
