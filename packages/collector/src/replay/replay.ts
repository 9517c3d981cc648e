import { readFile, writeFile } from 'node:fs/promises'
import { type Config, compile, parse } from '@qianmian/rules'
import { createCollector } from '../createCollector.js'
import { chdbStore } from '../store/chdbStore.js'
import type { EventStore } from '../store/eventStore.js'
import { orderEvent } from './orderEvent.js'
import { readNow } from './readNow.js'
import { type BadRow, readOrders } from './readOrders.js'
import { sendEvents } from './sendEvents.js'
import { type Sizes, sizes } from './sizes.js'

/** What to replay. */
export interface ReplayOptions {
  /** The order log. */
  file: string
  /** The rules document. */
  config: string
  /** The store's folder. */
  data: string
  /** A date, whose end is meant, or an ISO date-time. Without it: the present. */
  now?: string
  /** A file to write each customer's traits and tags to, one JSON object a line. */
  traits?: string
}

/** What a replay found. Money is in the log's currency; `now` is ISO 8601. */
export interface ReplayReport {
  file: string
  config: { id: string; revision: number; tz: string }
  rows: number
  bad: readonly BadRow[]
  /** Rows whose events were new to the store, and rows that it held already. */
  new: number
  duplicates: number
  /** What the store now holds in all, each `messageId` once. */
  stored: number
  customers: number
  orders: number
  money: number
  now: string
  sizes: Sizes
}

/**
 * Feeds an order log through the same path as live events, and reports what the store and the rules make of it.
 * The numbers are the store's, the tags and stages the engine's.
 * @throws Error that says what to write instead, when a file or `now` is not what it should be
 */
export async function replay(options: ReplayOptions): Promise<ReplayReport> {
  const config = readConfig(options.config, await readText(options.config))
  const tz = config.tz ?? 'UTC'
  const now = readNow(options.now, tz)
  const { orders, bad } = readOrders(await readText(options.file))
  const events = orders.map((order) => orderEvent(order, tz))

  const store = await chdbStore(options.data)
  try {
    const before = await totals(store)
    await collect(store, events)
    const after = await totals(store)
    const lines: string[] = []
    const found = sizes(compile(config), events, now, (known) => lines.push(JSON.stringify(known)))
    if (options.traits) await writeFile(options.traits, lines.map((line) => `${line}\n`).join(''))
    return {
      file: options.file,
      config: { id: config.id, revision: config.revision, tz },
      rows: orders.length + bad.length,
      bad,
      new: after.stored - before.stored,
      duplicates: events.length - (after.stored - before.stored),
      ...after,
      now: new Date(now).toISOString(),
      sizes: found,
    }
  } finally {
    await store.close()
  }
}

async function collect(store: EventStore, events: Parameters<typeof sendEvents>[2]): Promise<void> {
  const collector = createCollector({ writeKeys: ['replay'], store })
  try {
    await sendEvents(await collector.listen(), 'replay', events)
  } finally {
    await collector.close()
  }
}

type Totals = Pick<ReplayReport, 'stored' | 'customers' | 'orders' | 'money'>

async function totals(store: EventStore): Promise<Totals> {
  const [row] = await store.query<Totals>(`
    SELECT count() AS stored, uniqExactIf(user_id, event = 'Order Completed') AS customers,
      countIf(event = 'Order Completed') AS orders, coalesce(sumIf(total, event = 'Order Completed'), 0) AS money
    FROM events FINAL`)
  return row!
}

function readConfig(path: string, text: string): Config {
  const { config, issues } = parse(text)
  const error = issues.find(({ severity }) => severity === 'error')
  if (!config || error)
    throw new Error(
      `${path} is not a rules document without errors: ${error?.code ?? 'unreadable'} at ${error?.path || 'its top'}`,
    )
  return config
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (cause) {
    throw new Error(`cannot read ${path}: give a path from the current folder`, { cause })
  }
}
