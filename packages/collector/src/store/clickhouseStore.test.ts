import { storeContract } from '../testing/storeContract.js'
import { clickhouseStore } from './clickhouseStore.js'

const url = process.env.CLICKHOUSE_URL

storeContract('a ClickHouse server', url ? null : 'CLICKHOUSE_URL names no server', () => clickhouseStore(url!))
