export type { Live, LiveMode } from './session/Live.js'
