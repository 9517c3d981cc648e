/* global qianmian */
const { use, required, ...options } = Object.fromEntries(new URLSearchParams(location.search))

const plugins = {
  clicks: () => qianmian.clicks({ all: true }),
  errors: () => qianmian.errors({ resources: true }),
  exposures: () => qianmian.exposures({ dwellMs: 50 }),
  forms: qianmian.forms,
  linker: () => qianmian.linker({ domains: ['partner.localhost'] }),
  outboundLinks: qianmian.outboundLinks,
  pageViews: qianmian.pageViews,
  scrollDepth: qianmian.scrollDepth,
  siteIdentity: qianmian.siteIdentity,
  webVitals: qianmian.webVitals,
}

window.told = []
window.client = qianmian.createClient({
  ...options,
  flushIntervalMs: 50,
  consent: { required: required === 'true' },
  onError: ({ code, message }) => window.told.push(`${code}: ${message}`),
})
window.removes = use.split(',').map((name) => window.client.use(plugins[name]()))
