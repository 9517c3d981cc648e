import { randomBytes } from 'node:crypto'
import { createClient } from '@clickhouse/client'
import { storeContract } from '../testing/storeContract.js'
import { clickhouseStore } from './clickhouseStore.js'

const server = process.env.CLICKHOUSE_URL

storeContract('a ClickHouse server', server ? null : 'CLICKHOUSE_URL names no server', async () => {
  // The contract empties its table, so it gets a database of its own.
  const database = `qianmian_contract_${randomBytes(4).toString('hex')}`
  const admin = createClient({ url: server! })
  await admin.command({ query: `CREATE DATABASE ${database}` })
  const store = await clickhouseStore(Object.assign(new URL(server!), { pathname: database }).href)
  return {
    ...store,
    async close() {
      await store.close()
      await admin.command({ query: `DROP DATABASE ${database}` })
      await admin.close()
    },
  }
})
