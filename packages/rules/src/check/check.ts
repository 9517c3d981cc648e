import type { Config } from '../config.js'
import type { Issue } from '../index.js'
import { attempt, isObject } from '../json.js'
import { parse } from '../parse.js'
import { conditionRules } from './conditionRules.js'
import { dismissals } from './dismissals.js'
import { type Draft, draft } from './draft.js'
import { edits } from './edits.js'
import { events } from './events.js'
import { expectations } from './expectations.js'
import { experiments } from './experiments.js'
import { type Report, severityOf } from './issueValues.js'
import { layers } from './layers.js'
import { names } from './names.js'
import { payloads } from './payloads.js'
import { isWithin, place } from './place.js'
import { priorities } from './priorities.js'
import { risks } from './risks.js'
import { shape } from './shape.js'
import { sourceLines } from './sourceLines.js'
import { sourceOrder } from './sourceOrder.js'
import { spans } from './spans.js'
import { syntaxError } from './syntaxError.js'
import { times } from './times.js'
import { traits } from './traits.js'
import { usesOf } from './uses.js'

export interface CheckOptions {
  /** The moment of publication, in ms since the epoch. Without it nothing is said of what is over. */
  now?: number
  /** The document that visitors have now, as text or as JSON: what the edit takes from them becomes warnings. */
  against?: unknown
}

export interface Checked {
  /** What the SDK would work with, as `parse` reads it; null when it would not take the document at all. */
  readonly config: Config | null
  /** Errors first, each kind in the order of the document. An error must be mended before the document is published; a warning is for its author to weigh. */
  readonly issues: readonly Issue[]
}

/** Reads a document as its author wants it read: all that is wrong with it, and all that looks like a mistake. Never throws. */
export function check(json: unknown, { now = Number.NEGATIVE_INFINITY, against }: CheckOptions = {}): Checked {
  const issues: Issue[] = []
  const report: Report = (path, code, values) => {
    const given = Object.entries(values as Issue['values']).filter(([, value]) => value !== undefined)
    issues.push({ path, code, severity: severityOf(code), values: Object.fromEntries(given) })
  }
  guarded(report, () => {
    const after = read(json, report)
    if (!after) return
    examine(after, now, report)
    if (against === undefined) return
    const before = read(against, () => {})
    if (before) edits(before, after, report)
    else report('', 'against', {})
  })
  const errors = issues.filter(({ severity }) => severity === 'error')
  // Last, so that what is wrong has been named when `parse` cannot cope with it.
  let config: Config | null = null
  guarded(errors.length ? () => {} : report, () => {
    const parsed = parse(json)
    config = parsed.config
    issues.push(...parsed.issues.filter((one) => !errors.some((error) => isSame(one, error))))
  })
  const at = sourceOrder(attempt(() => (typeof json === 'string' ? JSON.parse(json) : json)))
  const inOrder = (severity: Issue['severity']) =>
    issues.filter((one) => one.severity === severity).sort((a, b) => at(a.path) - at(b.path))
  return { config, issues: [...inOrder('error'), ...inOrder('warning')] }
}

/** The document's sound parts; null, after a report, when it is none at all. */
function read(json: unknown, report: Report): Draft | null {
  let source = json
  if (typeof json === 'string') {
    const fault = syntaxError(json)
    if (fault) {
      report('', 'json', { ...fault })
      return null
    }
    source = JSON.parse(json)
    for (const { path, name, line } of sourceLines(json).repeated) report(path, 'repeated', { name, line })
  }
  const malformed: string[] = []
  shape(source, (path, code, values) => {
    if (severityOf(code) === 'error') malformed.push(path)
    report(path, code, values)
  })
  return isObject(source) ? draft(source, malformed) : null
}

function examine(draft: Draft, now: number, report: Report): void {
  const uses = usesOf(draft)
  traits(draft, report)
  names(draft, uses, report)
  layers(draft, uses, report)
  conditionRules(draft, report)
  expectations(draft, report)
  events(draft, report)
  times(draft, now, report)
  experiments(draft, report)
  priorities(draft, now, report)
  dismissals(draft, report)
  spans(draft, report)
  risks(draft, uses, report)
  payloads(draft, report)
}

/** What nests deeper than the stack cannot be examined, by the SDK neither. */
function guarded(report: Report, work: () => void): void {
  try {
    work()
  } catch (error) {
    report('', 'failed', { message: `${error}` })
  }
}

/** Whether `check` has already said what `parse` says, there or closer to the cause. */
function isSame(parsed: Issue, own: Issue): boolean {
  const at = own.code === 'missing' ? place(own.path, `${own.values.name}`) : own.path
  const path = parsed.path.replace(/^\./, '')
  const { name } = parsed.values
  const sameName = name !== undefined && name === own.values.name
  const onCircle = parsed.code === 'cycle' && Array.isArray(own.values.chain) && own.values.chain.includes(name!)
  return sameName || onCircle || at === path || (path !== '' && isWithin(at, path)) || (at !== '' && isWithin(path, at))
}
