export { type CompileOptions, compile, type Engine, type Snapshot, type Visitor } from './compile.js'
export type {
  Aggregation,
  Audience,
  Bins,
  Cap,
  CaseTrait,
  Channel,
  ChannelTrait,
  Config,
  Cooldown,
  DocumentCap,
  EventTrait,
  Experience,
  Experiment,
  Group,
  Holdout,
  LedgerEntry,
  LedgerTrait,
  Payload,
  Quiet,
  RatioTrait,
  Recurrence,
  Schedule,
  ScoreTrait,
  Signature,
  Slot,
  Span,
  StopOn,
  Tag,
  Trait,
  Trigger,
  Variation,
} from './config.js'
export type { Check, Considered, Decision, Explanation } from './decision.js'
export { hash } from './hash.js'
export type { Keys } from './isGenuine.js'
export { type Condition, type MatchOptions, matches } from './matches.js'
export { parse } from './parse.js'
export {
  type Personalization,
  type PersonalizeOptions,
  type Profile,
  personalize,
  type SlotHandle,
} from './personalize.js'
export type { Issue, Parsed } from './readConfig.js'
export type { VisitorState } from './state.js'
export type { At, Person } from './visitor.js'
