import type { Page } from 'playwright-core'
import { beforeEach, describe, expect, it } from 'vitest'
import { openStage, type Stage } from './stage.js'

let stage: Stage
beforeEach(async () => {
  stage = await openStage()
})

const visit = (use: string, query: Record<string, string> = {}) =>
  stage.open(stage.address('/plugins', { use, ...query }))

/** The properties of the events of a name, when so many have come. */
async function properties(name: string, count = 1): Promise<unknown[]> {
  return (await stage.came(name, count)).map(({ properties }) => properties)
}

/** Records one last event, so that all before it has come when it has. */
async function end(page: Page): Promise<void> {
  await page.evaluate(() => window.client.track('End'))
  await stage.came('End')
}

const faults = (page: Page) => page.evaluate(() => [...window.thrown, ...window.told])

describe('plugins', () => {
  it('page views: the page, and each route of a single-page app once', async () => {
    const page = await visit('pageViews')
    await page.evaluate(async () => {
      const route = (path: string) => {
        history.pushState(null, '', path)
        document.title = path
        return new Promise((resolve) => setTimeout(resolve, 50))
      }
      await route('/cart')
      await route('/cart#note')
      await route('/pay')
      history.back()
    })
    await stage.came('page', 4)
    await end(page)
    const views = await stage.came('page')
    expect(views.map(({ properties }) => [properties!.path, properties!.title])).toEqual([
      ['/plugins', 'A page with plugins'],
      ['/cart', '/cart'],
      ['/pay', '/pay'],
      ['/cart', '/pay'],
    ])
    expect(await faults(page)).toEqual([])
  })

  it('clicks: marked ones by their names, all others as what they are, and nothing that was typed or is private', async () => {
    const page = await visit('clicks')
    await page.click('#buy')
    await page.fill('[name=phone]', '13800001111')
    await page.click('[name=phone]')
    await page.click('text=Password')
    await page.click('text=Anna')
    await page.click('h1')
    await end(page)
    expect(await properties('Product Clicked')).toEqual([{ product_id: 'grape' }])
    expect(await properties('Element Clicked')).toEqual([
      { tag: 'input', name: 'phone' },
      { tag: 'h1', text: 'Fruit' },
    ])
    expect(JSON.stringify(stage.server.arrivals)).not.toContain('13800001111')
    expect(await faults(page)).toEqual([])
  })

  it('exposures: what was really seen, elements that came later among them', async () => {
    const page = await visit('exposures')
    expect(await properties('Product Viewed')).toEqual([{ product_id: 'grape' }])
    await page.evaluate(() => {
      const late = document.createElement('p')
      late.textContent = 'Late'
      late.dataset.qmView = 'Late Viewed'
      document.querySelector('h1')!.after(late)
    })
    await stage.came('Late Viewed')
    expect(stage.names()).not.toContain('Coupon Viewed')
    await page.locator('#coupon').scrollIntoViewIfNeeded()
    await stage.came('Coupon Viewed')
    await page.evaluate(() => scrollTo(0, 0))
    await page.waitForTimeout(200)
    await end(page)
    expect(stage.names().filter((name) => name.endsWith('Viewed'))).toEqual([
      'Product Viewed',
      'Late Viewed',
      'Coupon Viewed',
    ])
    expect(await faults(page)).toEqual([])
  })

  it('scroll depth: each mark once', async () => {
    const page = await visit('scrollDepth')
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight * 0.3 - innerHeight))
    expect(await properties('Page Scrolled')).toEqual([{ percent: 25 }])
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight))
    expect(await properties('Page Scrolled', 4)).toEqual([25, 50, 75, 100].map((percent) => ({ percent })))
    expect(await faults(page)).toEqual([])
  })

  it('forms: started and submitted, though the page is left; names of fields, never a value', async () => {
    const page = await visit('forms')
    await page.fill('[name=phone]', '13800001111')
    await page.fill('[name=password]', 'secret-word')
    await page.click('#send')
    await page.waitForURL('**/plain**')
    const expected = { form: 'checkout', action: '/plain', fields: ['phone', 'password'] }
    expect(await properties('Form Submitted')).toEqual([expected])
    expect(await properties('Form Started')).toEqual([expected])
    expect(JSON.stringify(stage.server.arrivals)).not.toMatch(/13800001111|secret-word/)
  })

  it('outbound links: those to other sites', async () => {
    const page = await visit('outboundLinks')
    const follow = async (href: string) => {
      await page.evaluate((href) => document.querySelector('#away')!.setAttribute('href', href), href)
      const [opened] = await Promise.all([page.waitForEvent('popup'), page.click('#away')])
      await opened.close()
    }
    await follow(stage.address('/plain', {}, 'm.www.shop.localhost'))
    const other = stage.address('/plain', {}, 'other.localhost')
    await follow(other)
    await end(page)
    expect(await properties('Outbound Link Clicked')).toEqual([
      { url: other, host: new URL(other).host, text: 'Another site' },
    ])
    expect(await faults(page)).toEqual([])
  })

  it('errors: uncaught, rejected and resources, each once', async () => {
    const page = await visit('errors')
    await page.evaluate(() => {
      const fail = () => {
        throw new TypeError('no cart')
      }
      setTimeout(fail)
      setTimeout(fail)
      setTimeout(() => Promise.reject(new Error('no stock')))
      setTimeout(() => {
        document.body.append(Object.assign(document.createElement('img'), { src: '/missing.png' }))
      })
    })
    const told = (await properties('Error Occurred', 3)) as { kind: string; message?: string; url?: string }[]
    await end(page)
    expect(told.map(({ kind, message, url }) => [kind, message ?? url]).sort()).toEqual([
      ['error', 'Uncaught TypeError: no cart'],
      ['rejection', 'no stock'],
      ['resource', expect.stringContaining('/missing.png')],
    ])
    expect(await page.evaluate(() => window.told)).toEqual([])
  })

  it('web vitals: all of them, at the latest when the page is left, without another visit', async () => {
    const page = await visit('webVitals')
    await page.click('#buy')
    // web-vitals looks at an interaction when the page has come to rest.
    await page.waitForTimeout(2000)
    await page.goto(stage.address('/plain'))
    const measured = (await properties('Web Vital Measured', 5)) as { metric: string; rating: string; value: number }[]
    expect(measured.map(({ metric }) => metric).sort()).toEqual(['CLS', 'FCP', 'INP', 'LCP', 'TTFB'])
    for (const { rating, value } of measured) {
      expect(rating).toMatch(/^(good|needs-improvement|poor)$/)
      expect(value).toBeGreaterThanOrEqual(0)
    }
  })

  it('leave nothing behind when they are removed', async () => {
    const page = await visit('pageViews,clicks,exposures,scrollDepth,forms,outboundLinks,errors,webVitals,siteIdentity')
    await page.evaluate(() => {
      for (const remove of window.removes) remove()
      window.client.track('Removed')
    })
    await stage.came('Removed')
    const before = stage.names().length
    await page.click('#buy')
    await page.fill('[name=phone]', '1')
    await page.evaluate(() => {
      scrollTo(0, 1e6)
      history.pushState(null, '', '/cart')
      setTimeout(() => Promise.reject(new Error('late')))
    })
    await page.waitForTimeout(500)
    await end(page)
    expect(stage.names().slice(before)).toEqual(['End'])
  })
})

describe('one person', () => {
  const person = async (page: Page) => {
    const { anonymousId, userId } = await page.evaluate(() => window.client.export())
    return { anonymousId, userId }
  }

  it('on all subdomains, by a cookie of the registrable domain', async () => {
    const use = { use: 'siteIdentity' }
    const first = await stage.open(stage.address('/plugins', use, 'www.shop.localhost'))
    const other = await stage.open(stage.address('/plugins', use, 'm.cn.shop.localhost'))
    expect(await person(other)).toEqual(await person(first))
    const [cookie, ...more] = await stage.device.context.cookies()
    expect([cookie!.name, cookie!.domain, more.length]).toEqual(['qm_id', '.shop.localhost', 0])
    const alone = await stage.open(stage.address('/plugins', use, 'localhost'))
    expect(await person(alone)).not.toEqual(await person(first))
    await first.evaluate(() => window.client.reset())
    await other.reload()
    expect(await person(other)).toEqual(await person(first))
  })

  it('on another domain, by a link, with nothing of it left in the address', async () => {
    const page = await visit('linker')
    await page.evaluate(() => window.client.identify('anna'))
    const target = stage.address('/plugins', { use: 'linker,pageViews' }, 'partner.localhost')
    await page.evaluate((href) => document.querySelector('#away')!.setAttribute('href', href), target)
    const [arrived] = await Promise.all([page.waitForEvent('popup'), page.click('#away')])
    await arrived.waitForLoadState()
    expect(await person(arrived)).toEqual(await person(page))
    expect(arrived.url()).toBe(target)
    expect(await page.evaluate(() => document.querySelector('#away')!.getAttribute('href'))).toBe(target)
    expect(await properties('page')).toHaveLength(1)
    expect(JSON.stringify(stage.server.arrivals)).not.toContain('qm_id')
  })

  it('not before consent, where it is required', async () => {
    const page = await visit('siteIdentity,linker', { required: 'true' })
    expect(await stage.device.context.cookies()).toEqual([])
    const target = stage.address('/plugins', { use: 'linker' }, 'partner.localhost')
    await page.evaluate((href) => document.querySelector('#away')!.setAttribute('href', href), target)
    const [arrived] = await Promise.all([page.waitForEvent('popup'), page.click('#away')])
    await arrived.waitForLoadState()
    expect((await person(arrived)).anonymousId).not.toBe((await person(page)).anonymousId)
    await page.evaluate(() => window.client.consent({ analytics: true }))
    expect((await stage.device.context.cookies()).map(({ name }) => name)).toEqual(['qm_id'])
    await page.evaluate(() => window.client.consent({ analytics: false }))
    expect(await stage.device.context.cookies()).toEqual([])
  })
})
