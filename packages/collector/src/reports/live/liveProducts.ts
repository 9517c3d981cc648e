import type { EventStore } from '../../store/eventStore.js'
import { type ExplainedChange, type ExplainedWindow, explainedWindows } from './explainedWindows.js'
import { type Broadcast, roomActs } from './roomActs.js'

/** People at each step, each once, and what the orders of the products brought. */
export interface Funnel {
  exposed: number
  clicked: number
  added: number
  ordered: number
  gmv: number
}

/** A funnel as a whole, and by when it was: before a product's first explanation, during one, or after one. */
export interface Phases {
  all: Funnel
  before: Funnel
  during: Funnel
  after: Funnel
}

/** A product of a broadcast. */
export interface LiveProduct extends Phases {
  product: string
  /** As the events call it, or empty. */
  name: string
  explained: { from: number; to: number }[]
}

const none: Funnel = { exposed: 0, clicked: 0, added: 0, ordered: 0, gmv: 0 }

/** Products that a report lists. */
const most = 200

const changesSql = `
  SELECT JSONExtractString(properties, 'product_id') AS product, change.1 AS at, sum(change.2) AS by
  FROM (
    SELECT properties, arrayJoin([(start, 1), (stop, -1)]) AS change
    FROM (
      SELECT properties,
        toUnixTimestamp64Milli(parseDateTime64BestEffortOrZero(JSONExtractString(properties, 'from'), 3, 'UTC')) AS start,
        toUnixTimestamp64Milli(parseDateTime64BestEffortOrZero(JSONExtractString(properties, 'to'), 3, 'UTC')) AS stop
      FROM room WHERE event = 'Live Product Explained'
    )
    WHERE start > 0 AND stop > start
  )
  WHERE product != ''
  GROUP BY product, at`

/**
 * One row for each product of an act; one without a product where it names none. What a product of an order brought is its
 * price times its quantity; where an order tells no prices of its products, its total belongs to the only one there is.
 */
const stepsSql = `
  SELECT person, at, step, JSONExtractString(item, 'product_id') AS product, JSONExtractString(item, 'name') AS name,
    if(step = 'ordered', multiIf(
      JSONExtractFloat(item, 'price') > 0,
        JSONExtractFloat(item, 'price') * greatest(1, JSONExtractFloat(item, 'quantity')),
      items = 1, toFloat64(coalesce(total, 0)), 0), 0) AS brought
  FROM (
    SELECT person, at, total, properties,
      multiIf(event IN ('Product Viewed', 'Experience Viewed'), 'exposed',
        event IN ('Product Clicked', 'Experience Clicked'), 'clicked',
        event = 'Product Added', 'added', 'ordered') AS step,
      if(step = 'ordered' AND notEmpty(JSONExtractArrayRaw(properties, 'products')),
        JSONExtractArrayRaw(properties, 'products'), [properties]) AS list,
      length(list) AS items,
      arrayJoin(list) AS item
    FROM room
    WHERE event IN ('Product Viewed', 'Experience Viewed', 'Product Clicked', 'Experience Clicked', 'Product Added', 'Order Completed')
  )`

interface Row extends Funnel {
  product: string
  phase: string
  name: string
}

/** How the products of a broadcast sold, the ones that brought most first, and all of them together. */
export async function liveProducts(
  store: EventStore,
  broadcast: Broadcast,
): Promise<{ funnel: Phases; products: LiveProduct[] }> {
  const { sql, parameters } = roomActs(broadcast)
  const changes = await store.query<ExplainedChange>(`WITH ${sql} ${changesSql}`, parameters)
  const windows = explainedWindows(changes)
  const rows = await store.query<Row>(
    `WITH ${sql},
     steps AS (${stepsSql}),
     placed AS (
       SELECT *, arrayFilter((f, p) -> p = product, {from:Array(Int64)}, {of:Array(String)}) AS starts,
         multiIf(product = '' OR empty(starts), '',
           arrayExists((f, t, p) -> p = product AND at >= f AND at < t,
             {from:Array(Int64)}, {to:Array(Int64)}, {of:Array(String)}), 'during',
           at < arrayMin(starts), 'before', 'after') AS phase
       FROM steps
     )
     SELECT place.1 AS product, place.2 AS phase, max(name) AS name, uniqExactIf(person, step = 'exposed') AS exposed,
       uniqExactIf(person, step = 'clicked') AS clicked, uniqExactIf(person, step = 'added') AS added,
       uniqExactIf(person, step = 'ordered') AS ordered, round(sum(brought), 2) AS gmv
     FROM (
       SELECT *, arrayJoin(arrayDistinct([(product, 'all'), (product, phase), ('', 'all'), ('', phase)])) AS place
       FROM placed
     )
     WHERE place.2 != ''
     GROUP BY product, phase`,
    {
      ...parameters,
      of: windows.map(({ product }) => product),
      from: windows.map(({ from }) => from),
      to: windows.map(({ to }) => to),
    },
  )
  return { funnel: phases(rows, ''), products: list(rows, windows) }
}

function list(rows: readonly Row[], windows: readonly ExplainedWindow[]): LiveProduct[] {
  const names = new Set([...rows, ...windows].map(({ product }) => product).filter(Boolean))
  return [...names]
    .map((product) => ({
      product,
      name: rows.find((row) => row.product === product && row.phase === 'all')?.name ?? '',
      explained: windows.filter((one) => one.product === product).map(({ from, to }) => ({ from, to })),
      ...phases(rows, product),
    }))
    .sort((a, b) => b.all.gmv - a.all.gmv || b.all.exposed - a.all.exposed || (a.product < b.product ? -1 : 1))
    .slice(0, most)
}

function phases(rows: readonly Row[], product: string): Phases {
  const of = (phase: string): Funnel => {
    const row = rows.find((one) => one.product === product && one.phase === phase)
    if (!row) return none
    const { exposed, clicked, added, ordered, gmv } = row
    return { exposed, clicked, added, ordered, gmv }
  }
  return { all: of('all'), before: of('before'), during: of('during'), after: of('after') }
}
