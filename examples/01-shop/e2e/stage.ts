import type { BrowserContext, Page } from 'playwright-core'
import { serveShop } from '../serve.mjs'
import { type Backstage, openBackstage, type StoredEvent } from './backstage.js'

declare global {
  interface Window {
    /** What the hero says now; null: it is empty. */
    heroTitle(): string | null
    /** Every title that the hero has had in a frame, in order. */
    heroTitles: string[]
    hasGift(): boolean
  }
}

/** A phone that somebody holds: its storage, its network and, if `clock`, its own time. */
export interface Phone {
  readonly context: BrowserContext
  /** Console errors, page errors and breaches of the content security policy so far. */
  readonly faults: readonly string[]
  open(path?: string): Promise<Page>
  /** Lets time pass, for this phone and for the collector. */
  pass(ms: number): Promise<void>
  /**
   * What the collector has stored of who holds the phone now. Asked again until `enough` holds, for 15 seconds at most.
   */
  stored(enough: (events: readonly StoredEvent[]) => boolean): Promise<readonly StoredEvent[]>
}

/** A real shop, a real collector and a real browser. */
export interface Stage {
  /** A new phone. The one before it is switched off, and the collector's clock is right again. */
  phone(options?: { clock?: boolean }): Promise<Phone>
  readonly report: Backstage['report']
  close(): Promise<void>
}

export async function openStage(): Promise<Stage> {
  let ahead = 0
  let last: BrowserContext | undefined
  const backstage = await openBackstage(() => Date.now() + ahead)
  const { endpoint, report } = backstage
  const shop = await serveShop({ port: 0, endpoint })

  return {
    report,
    async phone({ clock = false } = {}) {
      await last?.close()
      ahead = 0
      const { context, faults } = await backstage.phone()
      last = context
      if (clock) await context.clock.install()
      await context.addInitScript(watchSlots)
      // A compressed body cannot be read below, where the stage learns who holds the phone.
      await context.addInitScript(() => Reflect.deleteProperty(globalThis, 'CompressionStream'))
      let person = ''
      context.on('request', (request) => {
        if (request.url() === `${endpoint}/v1/batch`) person = JSON.parse(request.postData()!).batch.at(-1).anonymousId
      })
      return {
        context,
        faults,
        async open(path = '/') {
          const page = await context.newPage()
          await page.goto(shop.url + path)
          return page
        },
        async pass(ms) {
          ahead += ms
          await context.clock.fastForward(ms)
        },
        stored: (enough) => backstage.stored(enough, () => person),
      }
    },
    async close() {
      await backstage.close()
      await shop.close()
    },
  }
}

/** Runs in the page before the shop does. */
function watchSlots(): void {
  const content = (slot: string) =>
    document.querySelector(`qm-slot[name="${slot}"]`)?.shadowRoot?.querySelector('div')?.shadowRoot
  window.heroTitle = () => content('home_hero')?.querySelector('h2')?.textContent ?? null
  window.hasGift = () => Boolean(content('home_gift'))
  window.heroTitles = []
  requestAnimationFrame(function look() {
    const title = window.heroTitle()
    if (title && window.heroTitles.at(-1) !== title) window.heroTitles.push(title)
    requestAnimationFrame(look)
  })
}
