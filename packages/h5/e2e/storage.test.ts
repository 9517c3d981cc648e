import { describe, expect, it } from 'vitest'
import { status } from './faults.js'
import { rounds, scenario } from './scenario.js'
import { flawless } from './tally.js'

const broken: [string, () => void][] = [
  [
    'indexedDB.open throws',
    () => {
      IDBFactory.prototype.open = () => {
        throw new DOMException('denied', 'SecurityError')
      }
    },
  ],
  [
    'indexedDB is missing',
    () => {
      Object.defineProperty(window, 'indexedDB', { value: undefined })
    },
  ],
  [
    'indexedDB never opens',
    () => {
      IDBFactory.prototype.open = () => new EventTarget() as IDBOpenDBRequest
    },
  ],
  [
    'indexedDB has no room',
    () => {
      IDBObjectStore.prototype.put = () => {
        throw new DOMException('full', 'QuotaExceededError')
      }
    },
  ],
  [
    'indexedDB aborts each transaction',
    () => {
      const { put } = IDBObjectStore.prototype
      IDBObjectStore.prototype.put = function (...args) {
        const request = put.apply(this, args)
        this.transaction.abort()
        return request
      }
    },
  ],
  [
    'localStorage throws',
    () => {
      Object.defineProperty(window, 'localStorage', {
        get() {
          throw new DOMException('denied', 'SecurityError')
        },
      })
    },
  ],
  [
    'localStorage has no room',
    () => {
      Storage.prototype.setItem = () => {
        throw new DOMException('full', 'QuotaExceededError')
      }
    },
  ],
  [
    'nothing can be stored',
    () => {
      IDBFactory.prototype.open = () => {
        throw new DOMException('denied', 'SecurityError')
      }
      Object.defineProperty(window, 'localStorage', {
        get() {
          throw new DOMException('denied', 'SecurityError')
        },
      })
    },
  ],
]

describe('storage that fails', { repeats: rounds - 1 }, () => {
  it.each(broken)('costs no event of this visit, and is told once: %s', async (_, before) => {
    const { server, open, arrived } = await scenario()
    server.next(status(500))
    const page = await open('a', { before })
    for (let i = 0; i < 5; i++) await page.evaluate(() => window.record(10))
    expect(await arrived({ a: 50 })).toEqual(flawless)
    await page.evaluate(() => window.client.flush())
    expect(await page.evaluate(() => [window.told, window.thrown])).toEqual([['storage'], []])
    expect(await arrived({ a: 50 })).toEqual(flawless)
  })

  it('costs no event when the database dies midway', async () => {
    const { open, arrived } = await scenario()
    const page = await open('a')
    await page.evaluate(() => window.record(10))
    await arrived({ a: 10 })
    await page.evaluate(() => {
      IDBDatabase.prototype.transaction = () => {
        throw new DOMException('closing', 'InvalidStateError')
      }
      window.record(40)
    })
    expect(await arrived({ a: 50 })).toMatchObject({ lost: [], conflicting: [], disordered: [] })
    expect(await page.evaluate(() => [window.told, window.thrown])).toEqual([['storage'], []])
  })

  it('costs no event when the browser closes the database, and stores again', async () => {
    const { device, open, offline, online, outcome } = await scenario()
    const page = await open('a')
    await page.evaluate(() => window.record(10))
    const session = await device.context.newCDPSession(page)
    const origin = new URL(page.url()).origin
    await offline()
    await session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'indexeddb' })
    await page.evaluate(() => window.record(10))
    await page.evaluate(() => window.record(10))
    await online()
    const seen = await outcome({ a: 30 })
    expect(seen.lost.every((key) => +key.slice(2) < 10)).toBe(true)
  })
})
