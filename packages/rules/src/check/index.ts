export { type Checked, type CheckOptions, check } from './check.js'
export type { IssueCode, IssueValues, NameKind } from './issueValues.js'
export { type SourceLines, sourceLines } from './sourceLines.js'
