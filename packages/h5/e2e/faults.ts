/** What a fault can do with a request: record its events, answer, break the connection; or nothing, and it hangs. */
export interface Exchange {
  /** The body's length, decompressed. */
  readonly bytes: number
  record(): void
  answer(status: number, said?: object, headers?: Record<string, string>): void
  reset(): void
}

/** What becomes of a request instead of being recorded and acknowledged. */
export type Fault = (exchange: Exchange) => void | Promise<void>

/** Refuses with this status. */
export const status =
  (status: number): Fault =>
  ({ answer }) =>
    answer(status)

/** Asks to come back after so many seconds, in the header or in the JSON body. */
export const busy =
  (seconds: number, place: 'header' | 'body'): Fault =>
  ({ answer }) =>
    place === 'body' ? answer(429, { retryAfter: seconds }) : answer(429, {}, { 'retry-after': `${seconds}` })

/** Takes bodies of at most so many bytes. */
export const atMost =
  (limit: number): Fault =>
  ({ bytes, record, answer }) => {
    if (bytes > limit) return answer(413)
    record()
    answer(200)
  }

/** Records, and answers after so many milliseconds. */
export const slow =
  (ms: number): Fault =>
  async ({ record, answer }) => {
    record()
    await new Promise((resolve) => setTimeout(resolve, ms))
    answer(200)
  }

/** Never answers, having recorded nothing. */
export const hang: Fault = () => {}

/** Breaks the connection before anything is recorded: what an unreachable collector looks like to the page. */
export const reset: Fault = ({ reset }) => reset()

/** Records, and breaks the connection before the answer. */
export const resetAfterRecording: Fault = ({ record, reset }) => {
  record()
  reset()
}
