import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, chromium } from 'playwright-core'

const flags =
  '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync'

/** Chromium on a folder of its own, whose storage survives whatever becomes of the browser. */
export interface Device {
  readonly context: BrowserContext
  /** Closes the browser as its owner would. */
  close(): Promise<void>
  /** Ends all of the browser's processes at once, without a word. */
  kill(): Promise<void>
  /** Opens the browser again, on what it has stored. */
  restart(): Promise<void>
  /** Closes the browser and removes its folder. */
  discard(): Promise<void>
}

/** Starts one. */
export async function startDevice(): Promise<Device> {
  const folder = await mkdtemp(join(tmpdir(), 'device-'))
  let context: BrowserContext
  let pid: number

  async function start(): Promise<void> {
    context = await chromium.launchPersistentContext(folder, {
      executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
      args: flags.split(' '),
      // Pages that are left live on in it, as they do for visitors.
      ignoreDefaultArgs: ['--disable-back-forward-cache'],
    })
    context.setDefaultTimeout(10_000)
    const session = await context.browser()!.newBrowserCDPSession()
    const { processInfo } = await session.send('SystemInfo.getProcessInfo')
    pid = processInfo.find(({ type }) => type === 'browser')!.id
    await session.detach()
  }

  await start()
  return {
    get context() {
      return context
    },
    close: () => context.close(),
    async kill() {
      const closed = new Promise((resolve) => context.once('close', resolve))
      process.kill(-pid, 'SIGKILL')
      await closed
    },
    restart: start,
    async discard() {
      await context.close()
      await rm(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}
