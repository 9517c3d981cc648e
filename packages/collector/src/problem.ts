/** One thing that is wrong with a request, and what to write instead. */
export interface Problem {
  /** Which event of the batch, from 0; absent when it is the request as a whole. */
  readonly index?: number
  /** The field, such as `timestamp`. */
  readonly path?: string
  readonly code: string
  readonly message: string
}

/** Ends a request with an error answer. `retryAfter`: seconds after which it may succeed. */
export class Refusal extends Error {
  readonly status: 400 | 401 | 403 | 404 | 409 | 413 | 415 | 500 | 503
  readonly problems: readonly Problem[]
  readonly retryAfter: number | undefined

  constructor(status: Refusal['status'], problems: readonly Problem[], retryAfter?: number) {
    super(problems[0]?.message)
    this.status = status
    this.problems = problems
    this.retryAfter = retryAfter
  }
}
