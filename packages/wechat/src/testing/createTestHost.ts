import type { Entry, Host, HostRequest } from '../Host.js'
import { createTestStorage, type TestDisk } from './createTestStorage.js'

/** What a test's network answers to one request; a promise that rejects means no answer. */
export interface TestAnswer {
  readonly status: number
  readonly header?: Record<string, string>
  readonly body?: string
}

/** A process of a mini-program, and what a test does to it. */
export interface TestHost extends Host {
  readonly disk: TestDisk
  /** Requests that are under way, those of the shop among them. */
  running(): number
  show(entry?: Entry): void
  hide(): void
  network(isConnected: boolean): void
  /** An error of the shop, or, as `{ reason }`, a rejection that nobody handled. */
  problem(told: string | { reason: unknown }): void
  /** Ends the process: it stores, sends and hears nothing any more. */
  kill(): void
}

const REQUESTS_AT_ONCE = 10
const TIMEOUT_MS = 60_000
const INTERRUPT_MS = 5000

/**
 * `wx` as its documentation has it: at most 10 requests at once, 60 seconds for each unless it asks for less, every request
 * fails as interrupted 5 seconds after the app went to the background, storage as in `createTestStorage`, and any HTTP
 * status is a success.
 * https://developers.weixin.qq.com/miniprogram/dev/framework/ability/network.html
 */
export function createTestHost(
  disk: TestDisk,
  answer: (request: HostRequest) => Promise<TestAnswer>,
  entry: Entry = { path: 'pages/home/index', query: {}, scene: 1001 },
): TestHost {
  const shown = new Set<(entry: Entry) => void>()
  const hidden = new Set<() => void>()
  const changed = new Set<(status: { isConnected: boolean }) => void>()
  const failed = new Set<(told: string) => void>()
  const rejected = new Set<(told: { reason: unknown }) => void>()
  const flights = new Set<(cause: object) => void>()
  let alive = true
  let interrupted = false
  let connected = true
  let background: ReturnType<typeof setTimeout> | undefined

  function request({ success, fail, ...rest }: HostRequest) {
    const problem =
      (!connected && 'request:fail ') ||
      (interrupted && 'request:fail interrupted') ||
      (flights.size >= REQUESTS_AT_ONCE && 'request:fail exceed max concurrent')
    let timer: ReturnType<typeof setTimeout> | undefined
    const land = (finish: () => void) => {
      if (!flights.delete(stop)) return
      clearTimeout(timer)
      if (alive) finish()
    }
    const stop = (cause: object) => land(() => fail(cause))
    if (problem) setTimeout(() => alive && fail({ errMsg: problem }))
    else if (alive) {
      flights.add(stop)
      timer = setTimeout(() => stop({ errMsg: 'request:fail timeout' }), Math.min(rest.timeout, TIMEOUT_MS))
      answer({ success, fail, ...rest }).then(
        ({ status, header = {}, body = '' }) => land(() => success({ statusCode: status, header, data: body })),
        () => stop({ errMsg: 'request:fail ' }),
      )
    }
    return { abort: () => stop({ errMsg: 'request:fail abort' }) }
  }

  return {
    ...createTestStorage(disk, () => alive),
    disk,
    request,
    onAppShow: (run) => void shown.add(run),
    offAppShow: (run) => void shown.delete(run),
    onAppHide: (run) => void hidden.add(run),
    offAppHide: (run) => void hidden.delete(run),
    onNetworkStatusChange: (run) => void changed.add(run),
    offNetworkStatusChange: (run) => void changed.delete(run),
    onError: (run) => void failed.add(run),
    offError: (run) => void failed.delete(run),
    onUnhandledRejection: (run) => void rejected.add(run),
    offUnhandledRejection: (run) => void rejected.delete(run),
    getRandomValues({ length, success }) {
      const randomValues = new Uint8Array(Array.from({ length }, () => Math.random() * 256)).buffer
      setTimeout(() => alive && success({ randomValues }))
    },
    getEnterOptionsSync: () => entry,
    getDeviceInfo: () => ({ brand: 'apple', model: 'iPhone 15', platform: 'ios', system: 'iOS 17.4' }),
    getAppBaseInfo: () => ({ version: '8.0.50', language: 'zh_CN', SDKVersion: '3.7.0' }),
    running: () => flights.size,
    show(next = entry) {
      entry = next
      interrupted = false
      clearTimeout(background)
      for (const run of [...shown]) run(entry)
    },
    hide() {
      clearTimeout(background)
      background = setTimeout(() => {
        interrupted = true
        for (const stop of [...flights]) stop({ errMsg: 'request:fail interrupted' })
      }, INTERRUPT_MS)
      for (const run of [...hidden]) run()
    },
    network(isConnected) {
      connected = isConnected
      if (!connected) for (const stop of [...flights]) stop({ errMsg: 'request:fail ' })
      for (const run of [...changed]) run({ isConnected })
    },
    problem(told) {
      if (typeof told === 'string') for (const run of failed) run(told)
      else for (const run of rejected) run(told)
    },
    kill() {
      alive = false
      clearTimeout(background)
      for (const listeners of [shown, hidden, changed, flights]) listeners.clear()
    },
  }
}
