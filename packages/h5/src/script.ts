import { createClient } from './createClient.js'
import { takeOver } from './takeOver.js'

/**
 * The script-tag build: `qianmian.createClient(…)` and its neighbours. The rules' own script build adds
 * `qianmian.personalize` to the same global.
 */
export { createClient } from './createClient.js'
export { loaded } from './loaded.js'
export { pageViews } from './plugins/pageViews.js'
export { defineSlot } from './slot/defineSlot.js'

takeOver(createClient)
