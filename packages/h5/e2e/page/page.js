/* global qianmian */
const { tab, ...options } = Object.fromEntries(new URLSearchParams(location.search))

/** The codes that the SDK told of, and what it should never have let out. */
window.told = []
window.thrown = []
addEventListener('error', ({ message }) => window.thrown.push(message))
addEventListener('unhandledrejection', ({ reason }) => window.thrown.push(`${reason}`))
addEventListener('securitypolicyviolation', ({ violatedDirective }) => window.thrown.push(violatedDirective))

window.client = qianmian.createClient({
  ...options,
  flushAt: +options.flushAt,
  flushIntervalMs: +options.flushIntervalMs,
  onError: ({ code }) => window.told.push(code),
})

let recorded = 0

/** Records so many more events in one loop. Returns the device's time straight after, in ms. */
window.record = (count) => {
  for (let i = 0; i < count; i++) window.client.track('Counted', { tab, n: recorded++ })
  return Date.now()
}

/** Makes the page open without a network from now on. */
window.keep = async () => {
  const { serviceWorker } = navigator
  if (serviceWorker.controller) return
  const policy = window.trustedTypes.createPolicy('page', { createScriptURL: (url) => url })
  const taken = new Promise((resolve) => serviceWorker.addEventListener('controllerchange', resolve, { once: true }))
  await serviceWorker.register(policy.createScriptURL('/offline.js'))
  await taken
}
