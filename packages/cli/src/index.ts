export type { Host } from './host.js'
export { qianmian } from './qianmian.js'
export { type BadLine, type LoggedEvent, readEvents } from './readEvents.js'
export { type SimulateOptions, type Simulation, simulate } from './simulate.js'
