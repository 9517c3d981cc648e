import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { memoryRecords } from '../../testing/memoryRecords.js'
import { recordsContract } from '../../testing/recordsContract.js'
import { lmdbRecords } from './lmdbRecords.js'

const folder = mkdtempSync(join(tmpdir(), 'qianmian-records-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

recordsContract('LMDB', () => lmdbRecords(join(folder, 'contract')))
recordsContract('memory', async () => memoryRecords())

it('finds its records again when the folder is opened again', async () => {
  const first = await lmdbRecords(join(folder, 'again'))
  await first.transact((records) => records.put(['a', 1], 'kept'))
  await first.close()
  const second = await lmdbRecords(join(folder, 'again'))
  expect(second.committed.get(['a', 1])).toBe('kept')
  await second.close()
})

it('says what to do when the folder cannot be one', async () => {
  writeFileSync(join(folder, 'file'), '')
  await expect(lmdbRecords(join(folder, 'file', 'below'))).rejects.toThrow(/cannot open .*below: give a folder/)
})

it('writes nothing while the disk is nearly full, and goes on when it is not', async () => {
  let free = 1_000_000
  const store = await lmdbRecords(join(folder, 'full'), async () => free)
  await expect(store.transact((records) => records.put(['a'], 1))).rejects.toThrow(/full is full: nothing is decided/)
  free = 100_000_000
  await store.transact((records) => records.put(['b'], 2))
  expect([store.committed.get(['a']), store.committed.get(['b'])]).toEqual([undefined, 2])
  await store.close()
})
