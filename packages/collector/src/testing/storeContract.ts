import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { experiences } from '../reports/experiences.js'
import { newestEvents } from '../reports/newestEvents.js'
import { stats } from '../reports/stats.js'
import type { EventStore } from '../store/eventStore.js'
import { row } from './row.js'

/**
 * What every store must hold to. Each test finds the store empty.
 * @param skip why this store cannot be tried here, or null
 */
export function storeContract(name: string, skip: string | null, open: () => Promise<EventStore>): void {
  describe.skipIf(skip)(`${name} as a store${skip ? ` (${skip})` : ''}`, () => {
    let store: EventStore

    beforeAll(async () => {
      store = await open()
    })
    afterAll(() => store.close())

    const fresh = async (...rows: Parameters<typeof row>[0][]) => {
      await store.query('TRUNCATE TABLE events')
      await store.insert(rows.map(row))
    }

    it('counts each messageId once, also while its copies wait in different parts and partitions', async () => {
      await fresh({ messageId: 'm1', properties: { total: 5 }, event: 'Order Completed' })
      await store.insert([row({ messageId: 'm1', properties: { total: 5 }, event: 'Order Completed' })])
      await store.insert([
        row({ messageId: 'm1', properties: { total: 5 }, event: 'Order Completed', at: '2026-09-01T08:00:00.000Z' }),
      ])
      expect(await stats(store)).toMatchObject({ events: 1, orders: 1, revenue: 5 })
    })

    it('keeps events of many months together, or one batch would make every report slow for good', async () => {
      const at = (index: number) => new Date(Date.UTC(1990, index, 10)).toISOString()
      await fresh(...Array.from({ length: 300 }, (_, index) => ({ messageId: `m${index}`, at: at(index) })))
      const parts = 'SELECT count() AS parts FROM system.parts WHERE active AND table = {table:String}'
      expect(await store.query(`${parts} AND database = currentDatabase()`, { table: 'events' })).toEqual([
        { parts: 1 },
      ])
      expect(await stats(store)).toMatchObject({ events: 300 })
    })

    it('gives back what was stored, whatever the text', async () => {
      const nasty = `'; DROP TABLE events; -- \\ \n\t\u0000 "{x:String}" 千面 🍇`
      await fresh({ messageId: nasty, event: nasty, anonymousId: nasty, properties: { note: nasty } })
      const { events } = await newestEvents(store, 10)
      expect(events).toMatchObject([
        { messageId: nasty, event: nasty, anonymousId: nasty, properties: { note: nasty } },
      ])
    })

    it('gives back any text that JSON can carry', async () => {
      const texts = fc.sample(fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }), 200)
      await fresh(
        ...texts.map((text, index) => ({ messageId: `m${index}`, event: text, properties: { [text]: text } })),
      )
      const { events } = await newestEvents(store, 200)
      const found = new Map(events.map((one) => [one.messageId, one]))
      for (const [index, text] of texts.entries())
        expect(found.get(`m${index}`)).toMatchObject({ event: text, properties: { [text]: text } })
    })

    it('binds parameters and never reads them as SQL', async () => {
      await fresh({ messageId: 'm1' }, { messageId: 'm2' })
      const injected = ["x') OR 1 = 1 --", "m1' OR '1'='1", "\\') OR (1=1"]
      expect(
        await store.query('SELECT message_id FROM events WHERE message_id IN {ids:Array(String)}', { ids: injected }),
      ).toEqual([])
      await newestEvents(store, 10, `2026-12-01T00:00:00.000~2026-12-01T00:00:00.000~'; TRUNCATE TABLE events; --`)
      expect(await stats(store)).toMatchObject({ events: 2 })
    })

    it('sums money exactly', async () => {
      const cents = Array.from({ length: 1000 }, (_, index) => index * 7 + 1)
      await fresh(
        ...cents.map((amount, index) => ({
          messageId: `m${index}`,
          event: 'Order Completed',
          properties: { total: amount / 100 },
        })),
      )
      expect((await stats(store)).revenue).toBe(cents.reduce((sum, one) => sum + one, 0) / 100)
    })

    it('takes a person for one visitor from the first event on, once their user id is known', async () => {
      await fresh(
        { messageId: 'm1', anonymousId: 'phone' },
        { messageId: 'm2', anonymousId: 'phone', userId: 'u1' },
        { messageId: 'm3', anonymousId: 'laptop', userId: 'u1' },
        { messageId: 'm4', anonymousId: 'tablet' },
        { messageId: 'm5', type: 'alias', anonymousId: null, previousId: 'tablet', userId: 'u1' },
        { messageId: 'm6', anonymousId: 'u1' },
      )
      expect(await stats(store)).toMatchObject({ events: 6, visitors: 2 })
    })

    it('takes a person for one visitor who was known by an id of the host before their user id was', async () => {
      const at = (minute: number) => `2026-11-24T08:0${minute}:00.000Z`
      const alias = (messageId: string, anonymousId: string, userId: string, previousId: string, minute: number) => {
        return { messageId, type: 'alias', anonymousId, userId, previousId, at: at(minute) }
      }
      await fresh(
        { messageId: 'm1', anonymousId: 'phone', at: at(1) },
        alias('m2', 'phone', 'openid:o', 'phone', 2),
        { messageId: 'm3', anonymousId: 'tablet', at: at(3) },
        alias('m4', 'tablet', 'openid:o', 'tablet', 4),
      )
      expect(await stats(store)).toMatchObject({ events: 4, visitors: 1 })
      await store.insert(
        [
          { messageId: 'm5', type: 'identify', anonymousId: 'phone', userId: 'u1', at: at(5) },
          alias('m6', 'phone', 'u1', 'openid:o', 6),
          { messageId: 'm7', anonymousId: 'phone', userId: 'u1', at: at(7) },
          { messageId: 'm8', anonymousId: 'tablet', at: at(8) },
        ].map(row),
      )
      expect(await stats(store)).toMatchObject({ events: 8, visitors: 1 })
    })

    it('follows an order back to the experience that its visitor saw before it', async () => {
      const seen = { experience: 'gift', variation: 'a', slot: 'hero', revision: 1 }
      const at = (day: number, hour = 8) =>
        `2026-11-${String(day).padStart(2, '0')}T${String(hour).padStart(2, '0')}:00:00.000Z`
      const viewed = (messageId: string, anonymousId: string, day: number) => ({
        messageId,
        anonymousId,
        at: at(day),
        event: 'Experience Viewed',
        properties: seen,
      })
      const ordered = (messageId: string, who: object, time: string) => ({
        messageId,
        ...who,
        at: time,
        event: 'Order Completed',
        properties: { total: 1 },
      })
      await fresh(
        viewed('v1', 'within', 1),
        viewed('v1b', 'within', 5),
        ordered('o1', { anonymousId: 'within' }, at(8)),
        viewed('v2', 'too late', 1),
        ordered('o2', { anonymousId: 'too late' }, at(8, 9)),
        viewed('v3', 'before', 9),
        ordered('o3', { anonymousId: 'before' }, at(8)),
        viewed('v4', 'other device', 2),
        { messageId: 'i4', type: 'identify', anonymousId: 'other device', userId: 'u4', at: at(3) },
        ordered('o4', { anonymousId: null, userId: 'u4' }, at(4)),
        { messageId: 'c1', anonymousId: 'within', at: at(1, 9), event: 'Experience Clicked', properties: seen },
        { messageId: 'd1', anonymousId: 'before', at: at(9, 9), event: 'Experience Dismissed', properties: seen },
        { messageId: 'w1', anonymousId: 'kept', at: at(1), event: 'Experience Withheld', properties: seen },
        ordered('o5', { anonymousId: 'kept' }, at(2)),
        { messageId: 'w2', anonymousId: 'kept 2', at: at(1), event: 'Experience Withheld', properties: seen },
      )
      expect(await experiences(store)).toEqual([
        {
          experience: 'gift',
          variation: 'a',
          slot: 'hero',
          viewed: 4,
          clicked: 1,
          dismissed: 1,
          ordered: 2,
          withheld: 2,
          withheldOrdered: 1,
        },
      ])
    })

    it('pages through the events without missing or repeating one', async () => {
      const at = (index: number) => `2026-11-24T08:00:${String(Math.floor(index / 2)).padStart(2, '0')}.000Z`
      const id = (index: number) => `${index % 2} ${25 - index}`
      await fresh(...Array.from({ length: 25 }, (_, index) => ({ messageId: id(index), at: at(index) })))
      const ids: string[] = []
      let after: string | undefined
      do {
        const page = await newestEvents(store, 10, after)
        ids.push(...page.events.map((event) => event.messageId))
        after = page.next ?? undefined
      } while (after)
      expect(ids).toEqual(Array.from({ length: 25 }, (_, index) => id(24 - index)))
    })
  })
}
