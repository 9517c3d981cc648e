import type { Issue } from '../index.js'

/** What a name in a document can stand for. */
export type NameKind = 'trait' | 'tag' | 'audience' | 'slot' | 'group' | 'savedGroup' | 'channel' | 'experience'

/** Every code of an issue, of `parse` and of `check`, with the values that it carries. */
export interface IssueValues {
  // The text and its shape
  json: { message?: string; line?: number; column?: number; found?: string; wanted?: string }
  failed: { message: string }
  schema: { wanted: number }
  type: { wanted: string; given?: string }
  missing: { name: string }
  unknownMember: { name: string; suggestion?: string }
  form: { form: string; given: string; choices?: string[] }
  choice: { choices: string[]; given: string; suggestion?: string }
  range: { given: number; minimum?: number; maximum?: number }
  integer: { given: number }
  length: { given: number; minimum?: number; maximum?: number }
  alternative: { alternatives: string[][] }
  // Names
  name: { name: string; kind?: NameKind; suggestion?: string }
  slot: { name: string; suggestion?: string }
  duplicate: { name: string }
  repeated: { name: string; line: number }
  spelling: { name: string; suggestion: string }
  reserved: { name: string }
  unreadable: { name: string }
  unused: { kind: NameKind; name: string }
  cycle: { name: string; chain?: string[] }
  depth: { name: string }
  layer: { name: string; kind?: NameKind; by?: string }
  // Conditions
  operator: { name: string; suggestion?: string }
  regex: { name: string }
  misplaced: { name: string }
  missingExists: { name: string; operator: string; example: string }
  list: { name: string; example: string }
  wholeList: { name: string; example: string }
  attribute: { name: string; suggestion: string }
  contradiction: { name: string; parts: string[] }
  // Which experience shows
  unreachable: { by: string[] }
  tie: { others: string[]; priority: number; slot: string }
  capZero: Record<string, never>
  noExperiment: { count: number }
  weightsCount: { weights: number; variations: number }
  weightsSum: { sum: number }
  closedInVain: { type: string }
  experimentReused: { key: string; other: string }
  // Time
  expired: { at: string }
  over: { end: string }
  emptySchedule: { start: string; end: string }
  noStart: { member: string }
  endOfDate: { member: string; given: string; next: string }
  neverOpens: { type: string; member: string }
  quietAllDay: { from: string; to: string }
  quietNever: { from: string }
  // What it may cost
  shortHistory: { span: string; days: number }
  deviceGuard: { type: string; by: string[] }
  personalPrice: { member: string; by: string[] }
  shareReward: { event: string; reward: string }
  url: { given: string }
  noScheme: { given: string }
  // Against an older document
  against: Record<string, never>
  otherDocument: { id: string; before: string }
  revision: { revision: number; before: number }
  tzChanged: { tz: string; before: string }
  traitReset: { name: string; changed: string[] }
  traitNew: { name: string; renamed?: string }
  removed: { kind: NameKind; name: string; renamed?: string | undefined }
  tagShorter: { name: string; changed: string }
  reshuffled: { name: string; changed: string[]; sticky: boolean }
  holdoutChanged: { changed: string[] }
}

export type IssueCode = keyof IssueValues

/** Reports something that is wrong; how bad it is belongs to its code. */
export type Report = <Code extends IssueCode>(path: string, code: Code, values: IssueValues[Code]) => void

const WARNINGS: ReadonlySet<IssueCode> = new Set<IssueCode>([
  'unknownMember',
  'unused',
  'spelling',
  'noStart',
  'endOfDate',
  'noScheme',
  'missingExists',
  'wholeList',
  'attribute',
  'contradiction',
  'unreachable',
  'tie',
  'capZero',
  'noExperiment',
  'experimentReused',
  'closedInVain',
  'over',
  'quietAllDay',
  'quietNever',
  'shortHistory',
  'deviceGuard',
  'personalPrice',
  'shareReward',
  'otherDocument',
  'tzChanged',
  'traitReset',
  'traitNew',
  'removed',
  'tagShorter',
  'reshuffled',
  'holdoutChanged',
])

/** An error is something that cannot work as it is written, and stops a publication; the rest is for the author to weigh. */
export const severityOf = (code: IssueCode): Issue['severity'] => (WARNINGS.has(code) ? 'warning' : 'error')
