/** When a product was explained, in ms; `to` is no part of it. */
export interface ExplainedWindow {
  readonly product: string
  readonly from: number
  readonly to: number
}

/** At this moment so many more viewers say, or no longer say, that a product is being explained. */
export interface ExplainedChange {
  readonly product: string
  readonly at: number
  readonly by: number
}

/** An explanation is over when of those who said it at its best so few are left: they have left, or their pages sleep. */
const few = 0.1

/** Who says a product at the moment. */
interface Voices {
  count: number
  /** Of them, those who still said it when its explanation was over: they don't count until they are gone. */
  stale: number
  /** The most at once since it began. */
  best: number
}

/**
 * When each product was explained, by what the viewers' pages say. Each says it for itself: one came later, one left
 * sooner, one slept through what came next and says the product of an hour ago. At each moment the one that most say is
 * taken, and what is being explained stays so until another has more voices or its own are all but gone.
 * @returns windows in the order of their time, no two at once
 */
export function explainedWindows(changes: readonly ExplainedChange[]): ExplainedWindow[] {
  const products = new Map<string, Voices>()
  const windows: ExplainedWindow[] = []
  let open = null as { product: string; from: number } | null
  for (const [at, group] of moments(changes)) {
    for (const { product, by } of group) speak(products, product, by)
    const product = loudest(products, open?.product)
    if (product === open?.product) continue
    if (open) {
      windows.push({ ...open, to: at })
      const voices = products.get(open.product)!
      Object.assign(voices, { stale: voices.count, best: 0 })
    }
    open = product === undefined ? null : { product, from: at }
  }
  return windows
}

/** By time, and what changes at the same moment together. */
function moments(changes: readonly ExplainedChange[]): [number, ExplainedChange[]][] {
  const groups = new Map<number, ExplainedChange[]>()
  for (const change of changes) {
    const group = groups.get(change.at)
    if (group) group.push(change)
    else groups.set(change.at, [change])
  }
  return [...groups].sort(([a], [b]) => a - b)
}

function speak(products: Map<string, Voices>, product: string, by: number): void {
  const { count, stale, best } = products.get(product) ?? { count: 0, stale: 0, best: 0 }
  const now = { count: count + by, stale: Math.min(stale, count + by) }
  products.set(product, { ...now, best: Math.max(best, now.count - now.stale) })
}

function loudest(products: ReadonlyMap<string, Voices>, current: string | undefined): string | undefined {
  let found: string | undefined
  let most = 0
  for (const [product, { count, stale, best }] of products) {
    const voices = count - stale
    if (voices < 1 || voices < few * best) continue
    if (voices > most || (voices === most && product === current)) {
      found = product
      most = voices
    }
  }
  return found
}
