import type { Page } from 'playwright-core'
import { type Backstage, openBackstage } from '../../01-shop/e2e/backstage.js'
import { serveRoom } from '../serve.mjs'

/** A viewer's phone before the room. */
export interface Viewer {
  readonly page: Page
  /** Console errors, page errors and breaches of the content security policy so far. */
  readonly faults: readonly string[]
  /** Leaves the room and closes the page as a viewer does. */
  leave(): Promise<void>
}

/** A real live room, a real collector that decides its activities, and a real browser. */
export interface Stage extends Pick<Backstage, 'report' | 'stored' | 'close'> {
  readonly url: string
  /** Somebody who opens the room; `still`: who wants no motion. */
  viewer(address?: string, options?: { still?: boolean }): Promise<Viewer>
}

export async function openStage(): Promise<Stage> {
  const backstage = await openBackstage()
  const { endpoint, token } = backstage
  const room = await serveRoom({ port: 0, endpoint, token })
  return {
    url: room.url,
    report: backstage.report,
    stored: backstage.stored,
    async viewer(address = '/', { still = false } = {}) {
      const { context, faults } = await backstage.phone({ reducedMotion: still ? 'reduce' : 'no-preference' })
      const page = await context.newPage()
      await page.goto(room.url + address)
      return {
        page,
        faults,
        async leave() {
          await page.getByRole('button', { name: '离开直播间' }).tap()
          await page.getByText('下次再见').waitFor()
          await page.goto('about:blank')
          await context.close()
        },
      }
    },
    async close() {
      await room.close()
      await backstage.close()
    },
  }
}
