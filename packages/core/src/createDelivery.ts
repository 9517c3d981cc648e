import { attempt } from './attempt.js'
import type { Entry, Outbox } from './createOutbox.js'
import { firstFit, sentBytes } from './firstFit.js'
import type { Platform, Request, Response, Stop } from './platform.js'

const MAX_EVENTS = 2500
const MAX_BYTES = 490_000
/** What all requests that outlive their page may carry together is 64 KiB; the envelope takes its part. */
const LAST_BYTES = 60_000
/** After silence, a few events ask whether somebody is there. */
const PROBE_EVENTS = 20
const TIMEOUT_MS = 15_000
const BACKOFF_MS = 1000
const MAX_BACKOFF_MS = 300_000
/** A tab that waits for the one that leads looks and asks again, since that one may have gone. */
const ASK_MS = 500
const HOUR_MS = 3_600_000
/** A collector's time that differs by less is the same: the answer itself was on its way. */
const MIN_SKEW_MS = 2000
/** Beyond three centuries it is no time: no date could be made of it. */
const MAX_SKEW_MS = 1e13

/** What delivery needs of the client. */
interface Host {
  readonly to: Pick<Request, 'url' | 'headers' | 'gzip'>
  readonly writeKey: string
  drop(reason: string, cause: unknown): void
  /** Asks the tab that leads to send all. */
  ask(): void
  report(code: string, message: string, cause?: unknown): void
}

/**
 * Brings the outbox to the collector, one batch at a time. An event is forgotten only when it is acknowledged (2xx) or
 * when it alone is refused (400, 422, 413). Everything else is tried again: later after 408, 410, 429, 460, 5xx and
 * silence, hourly after what only a change of the set-up can mend.
 */
export function createDelivery({ network, clock, random }: Platform, outbox: Outbox, host: Host) {
  /** What corrects the device's clock. */
  let skew = 0
  let most = MAX_EVENTS
  let count = most
  let attempts = 0
  let silent = false
  let notBefore = 0
  let busy = false
  let stopped = false
  /** When the next batch is sent, and what calls that off. */
  let due = Number.POSITIVE_INFINITY
  let callOff: Stop | undefined
  /** What is in requests that outlive the page. */
  let leaving: readonly Entry[] = []
  const waiting: (() => void)[] = []

  const now = () => clock.now() + skew

  async function post(batch: readonly Entry[], last?: boolean): Promise<void> {
    const head = JSON.stringify({ writeKey: host.writeKey, sentAt: new Date(now()) })
    const body = `${head.slice(0, -1)},"batch":[${batch.map(withAge)}]}`
    let answer: Response = { status: 0, headers: {}, body: '' }
    try {
      answer = await network({ method: 'POST', ...host.to, body, timeoutMs: TIMEOUT_MS, last })
    } catch {
      // Silence.
    }
    settle(batch, answer)
  }

  /** How long ago it was recorded places an event of a device whose clock is wrong, or was set meanwhile. */
  function withAge({ text, at, elapsed }: Entry): string {
    const age = elapsed === undefined ? clock.now() - at : clock.elapsed() - elapsed
    return age >= 0 ? `{"age":${Math.round(age)},${text.slice(1)}` : text
  }

  /** Sends after `ms` at the latest; at once when somebody waits. */
  function schedule(ms: number): void {
    begin(waiting[0] ? 0 : ms)
  }

  function begin(ms: number): void {
    const at = Math.max(Math.min(due, clock.elapsed() + ms), notBefore)
    if (stopped || at === due) return
    callOff?.()
    due = at
    callOff = clock.after(at - clock.elapsed(), run)
  }

  async function run(): Promise<void> {
    due = Number.POSITIVE_INFINITY
    // What is on its way would go twice, or what comes after it first.
    if (busy || leaving[0]) return
    busy = true
    if (!outbox.queue()[0]) await outbox.look()
    const batch = firstFit(outbox.queue(), silent ? PROBE_EVENTS : count, MAX_BYTES)
    if (batch[0] && !stopped) await post(batch)
    busy = false
    if (outbox.queue()[0]) begin(0)
    else if (waiting[0] && (await outbox.isEmpty())) rest()
    else if (waiting[0]) {
      host.ask()
      begin(ASK_MS)
    }
  }

  /** Nobody need wait any longer. */
  function rest(): void {
    for (const resolve of waiting.splice(0)) resolve()
  }

  function settle(batch: readonly Entry[], answer: Response): void {
    const { status } = answer
    const said: Answer = Object(attempt(() => JSON.parse(answer.body)))
    const to = said.now || now()
    const off = Math.abs(to - now())
    if (off > MIN_SKEW_MS && off < MAX_SKEW_MS) skew = to - clock.now()
    silent = !status
    const wish = said.retryAfter ?? answer.headers['retry-after']
    const ms = +wish! * 1000 || Date.parse(`${wish}`) - now()
    // A crowd that is told to come at the same time does not come at the same time.
    let wait = ms > 0 && Math.min(ms * (1 + random() / 2), 24 * HOUR_MS)
    if (status >= 200 && status < 300) {
      outbox.forget(batch)
      attempts = 0
      count = Math.min(most, count * 2)
    } else if (status === 413 || status === 400 || status === 422) {
      count = Math.ceil(batch.length / 2)
      if (status === 413) most = count
      if (!batch[1]) {
        outbox.forget(batch)
        host.drop('refused', { event: JSON.parse(batch[0]!.text), answer })
      }
    } else if (!status || status >= 500 || [408, 410, 429, 460].includes(status)) {
      wait ||= random() * Math.min(MAX_BACKOFF_MS, BACKOFF_MS * 2 ** attempts++)
    } else {
      wait = HOUR_MS
      host.report('refused', `HTTP ${status}: check endpoint and writeKey`, answer)
    }
    if (wait) notBefore = clock.elapsed() + wait
  }

  return {
    /** The device's clock corrected by the collector's, in ms since the epoch. */
    now,
    schedule,
    /** The way is free again: what failed for want of an answer need not wait. */
    retry(): void {
      if (silent) attempts = notBefore = 0
      schedule(0)
    },
    /**
     * The page may go: what fits goes out once more, and stays in the outbox until it is acknowledged. Called again, it
     * sends what has come since.
     */
    last(): void {
      outbox.write()
      if (!outbox.leads()) host.ask()
      if (!silent && clock.elapsed() < notBefore) return
      const room = leaving.reduce((room, entry) => room - sentBytes(entry), LAST_BYTES)
      const batch = firstFit(
        outbox.queue(true).filter((entry) => !leaving.includes(entry)),
        MAX_EVENTS,
        room,
      )
      if (!batch[0]) return
      leaving = [...leaving, ...batch]
      post(batch, true).then(() => {
        leaving = leaving.filter((entry) => !batch.includes(entry))
        schedule(0)
      })
    },
    /** Resolves when nothing waits in the outbox, or nothing more is sent. */
    drained: (): Promise<void> =>
      new Promise((resolve) => {
        waiting.push(resolve)
        if (stopped) rest()
        else schedule(0)
      }),
    stop(): void {
      stopped = true
      callOff?.()
      rest()
    },
  }
}

/** What our collector's JSON answers may say: its time in ms, and how many seconds to wait. */
interface Answer {
  now?: number
  retryAfter?: number
}
