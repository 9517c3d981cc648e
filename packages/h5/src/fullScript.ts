import { createClient } from './createClient.js'
import { takeOver } from './takeOver.js'

/** The script-tag build with every plugin. */
export { createClient } from './createClient.js'
export { loaded } from './loaded.js'
export { clicks } from './plugins/clicks.js'
export { errors } from './plugins/errors.js'
export { exposures } from './plugins/exposures.js'
export { forms } from './plugins/forms.js'
export { linker } from './plugins/linker.js'
export { outboundLinks } from './plugins/outboundLinks.js'
export { pageViews } from './plugins/pageViews.js'
export { scrollDepth } from './plugins/scrollDepth.js'
export { siteIdentity } from './plugins/siteIdentity.js'
export { webVitals } from './plugins/webVitals.js'
export { defineSlot } from './slot/defineSlot.js'

takeOver(createClient)
