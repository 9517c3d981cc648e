import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest'
import { type Film, makeVideo } from './makeVideo.js'
import { openSite, type Site } from './site.js'
import { startBrowser } from './startBrowser.js'

/** How long the film is, in s. */
const LENGTH = 9

const policy =
  "default-src 'none'; script-src 'self'; style-src 'unsafe-inline'; img-src data:; media-src 'self' blob:; connect-src 'self'"

let browser: Browser
let film: Film

beforeAll(async () => {
  browser = await startBrowser()
  const studio = await browser.newPage()
  film = await makeVideo(studio, LENGTH)
  await studio.close()
})

afterAll(() => browser?.close())

/** A page with a player, and the site that gives it the film. */
interface Room {
  readonly site: Site
  readonly page: Page
  /** Waits until the element has come so far. */
  reach(seconds: number): Promise<unknown>
  watched(): Promise<number>
  /** What the session counted, and what the element itself says was played, both in s. */
  counts(): Promise<{ watched: number; played: number }>
  /** They agree to the second: what was played, less the part of a second that is not whole yet. */
  agree(): Promise<void>
}

interface Opening {
  /** How many fragments of the film there are for now; all, unless it says so. */
  readonly fragments?: number
  readonly more?: string
  /** Runs in the page before anything else does. */
  readonly before?: () => void
}

async function open({ onTestFinished }: TestContext, kind: string, options: Opening = {}): Promise<Room> {
  const { fragments = film.fragments.length, more = '', before } = options
  const site = await openSite(policy)
  site.show(film)
  site.release(fragments)
  const page = await browser.newPage()
  onTestFinished(async () => {
    await page.close()
    await site.close()
  })
  if (before) await page.addInitScript(before)
  await page.goto(`${site.url}/players.html?kind=${kind}&endpoint=${site.url}/collect${more}`)
  await page.waitForFunction(() => window.room && window.media)
  const counts = () =>
    page.evaluate(() => {
      const { played } = window.media
      let sum = 0
      for (let index = 0; index < played.length; index++) sum += played.end(index) - played.start(index)
      return { watched: window.room.get().watchedSeconds, played: sum }
    })
  return {
    site,
    page,
    reach: (seconds) =>
      page.waitForFunction((at) => window.media.currentTime >= at, seconds, { polling: 50, timeout: 20_000 }),
    watched: () => page.evaluate(() => window.room.get().watchedSeconds),
    counts,
    async agree() {
      const { watched, played } = await counts()
      expect(played - watched, `watched ${watched}, played ${played}`).toBeGreaterThan(-0.3)
      expect(played - watched, `watched ${watched}, played ${played}`).toBeLessThan(1.3)
    },
  }
}

const rest = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

// Films take their time, and little else: all of them are on show at once.
describe.concurrent('a player', () => {
  for (const kind of ['video', 'xgplayer', 'hls'])
    it(`${kind}: counts what plays, and not what is paused, starved, out of sight or over`, async (context) => {
      const { site, page, reach, watched, counts, agree } = await open(context, kind, { fragments: 4 })
      expect(await watched()).toBe(0)
      await page.evaluate(() => void window.media.play().catch(() => {}))
      await reach(2)
      await page.evaluate(() => window.media.pause())
      await rest(1500)
      await agree()
      await page.evaluate(() => window.media.play())
      // The film ends here for now.
      await page.waitForFunction(() => window.media.readyState < 3, undefined, { polling: 20, timeout: 20_000 })
      const before = await watched()
      await rest(2500)
      expect((await watched()) - before).toBeLessThanOrEqual(1)
      await agree()
      site.release(film.fragments.length)
      await reach(5)
      await agree()
      // Scrolled away: it plays on, and nobody sees it.
      await page.evaluate(() => scrollTo(0, 2000))
      await rest(300)
      const unseen = await watched()
      await rest(2000)
      expect(await watched()).toBe(unseen)
      expect((await counts()).played).toBeGreaterThan(unseen + 1)
      await page.evaluate(() => scrollTo(0, 0))
      await rest(1300)
      expect(await watched()).toBeGreaterThan(unseen)
      await page.evaluate(() => window.end())
      const last = await watched()
      await rest(1500)
      expect((await watched()) - last).toBeLessThanOrEqual(1)
    }, 90_000)

  it('a page that is opened in the background, or goes there, is not watched', async (context) => {
    const { page, reach, watched } = await open(context, 'video', { before: turnable })
    const turn = (hidden: boolean) =>
      page.evaluate((away) => (window as unknown as { turn(away: boolean): void }).turn(away), hidden)
    await page.evaluate(() => window.media.play())
    await reach(2)
    expect(await watched()).toBe(0)
    await turn(false)
    await reach(4)
    const before = await watched()
    expect(before).toBeGreaterThanOrEqual(1)
    await turn(true)
    await rest(2000)
    expect((await watched()) - before).toBeLessThanOrEqual(1)
  })

  it('hls.js tells how far into the broadcast the picture is, by the stream itself', async (context) => {
    const { site, page, reach } = await open(context, 'hls', { more: `&started=${Date.now() - 600_000}` })
    await page.evaluate(() => window.media.play())
    await reach(3)
    const { offset, position } = await page.evaluate(() => window.room.get())
    const began = await page.evaluate(() => window.media.currentTime)
    expect(position).toBeGreaterThan(2)
    expect(position! - began).toBeLessThan(1)
    expect(offset).toBeGreaterThan(500)
    await page.evaluate(() => window.room.leave())
    await expect.poll(() => site.events().filter(({ event }) => event === 'Live Room Left').length).toBeGreaterThan(0)
  })
})

/** Runs in the page: does what a browser does with a tab behind others; a headless one has none. */
function turnable(): void {
  let hidden = true
  Object.defineProperty(document, 'hidden', { get: () => hidden })
  Object.assign(window, {
    turn(away: boolean) {
      hidden = away
      document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))
    },
  })
}
