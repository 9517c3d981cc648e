import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { stats } from '../reports/stats.js'
import { row } from '../testing/row.js'
import { storeContract } from '../testing/storeContract.js'
import { chdbStore } from './chdbStore.js'

const folder = mkdtempSync(join(tmpdir(), 'qianmian-store-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

storeContract('chDB', null, () => chdbStore(join(folder, 'contract')))

it('finds the events again when the folder is opened again', async () => {
  const first = await chdbStore(join(folder, 'again'))
  await first.insert([row({ messageId: 'm1' })])
  await first.close()
  const second = await chdbStore(join(folder, 'again'))
  expect(await stats(second)).toMatchObject({ events: 1 })
  await second.close()
})

it('says what to do when this process has another folder open', async () => {
  const first = await chdbStore(join(folder, 'one'))
  await expect(chdbStore(join(folder, 'two'))).rejects.toThrow(/cannot open .*two: close the other collector/)
  await first.close()
})

it('says what to do when the folder cannot be one', async () => {
  writeFileSync(join(folder, 'file'), '')
  await expect(chdbStore(join(folder, 'file'))).rejects.toThrow(/cannot write in .*file: give a folder/)
})
