import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RecordStore } from '../activities/records/records.js'

/** What every record store must hold to. */
export function recordsContract(name: string, open: () => Promise<RecordStore>): void {
  describe(`${name} as a store of records`, () => {
    let store: RecordStore

    beforeAll(async () => {
      store = await open()
    })
    afterAll(() => store.close())

    it('reads in a transaction what the transaction wrote, and outside of it when it is over', async () => {
      let seen: unknown
      const done = store.transact((records) => {
        records.put(['own', 'a'], { points: 5 })
        seen = records.get(['own', 'a'])
      })
      await done
      expect(seen).toEqual({ points: 5 })
      expect(store.committed.get(['own', 'a'])).toEqual({ points: 5 })
    })

    it('gives a range in order, numbers as numbers, from where it is asked, and nothing of another prefix', async () => {
      await store.transact((records) => {
        for (const number of [10, 9, 100, 0]) records.put(['claim', number], number)
        records.put(['claims', 1], 'another')
        records.put(['claim', 9, 'below'], 'below')
        records.put(['clai'], 'shorter')
        for (const points of [-7, -30, -200]) records.put(['rank', points, 'p'], points)
      })
      const keys = (found: { key: readonly unknown[] }[]) => found.map(({ key }) => key.slice(1).join())
      expect(keys(store.committed.range(['claim']))).toEqual(['0', '9', '9,below', '10', '100'])
      expect(keys(store.committed.range(['claim'], { from: 9, limit: 3 }))).toEqual(['9', '9,below', '10'])
      expect(keys(store.committed.range(['rank'], { limit: 2 }))).toEqual(['-200,p', '-30,p'])
      await store.transact((records) => {
        records.remove(['claim', 9])
        expect(keys(records.range(['claim']))).toEqual(['0', '9,below', '10', '100'])
      })
      expect(store.committed.get(['claim', 9])).toBeUndefined()
    })

    it('keeps any JSON, and falsy values too', async () => {
      const values = [0, false, '', null, [], { a: [{ 千面: '\u0000' }] }]
      await store.transact((records) => {
        for (const [index, value] of values.entries()) records.put(['value', index], value)
      })
      expect(store.committed.range(['value']).map(({ value }) => value)).toEqual(values)
    })
  })
}
