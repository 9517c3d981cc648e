export type { DebugSource } from './DebugSource.js'
export { type DebugOptions, debugOverlay } from './debugOverlay.js'
