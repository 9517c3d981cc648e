/** What a host hides from the code of a mini-program, as WeChat's own `define` does. */
const hidden = [
  'window',
  'document',
  'self',
  'location',
  'navigator',
  'localStorage',
  'sessionStorage',
  'indexedDB',
  'history',
  'fetch',
  'XMLHttpRequest',
  'WebSocket',
  'URL',
  'URLSearchParams',
  'TextEncoder',
  'TextDecoder',
  'BroadcastChannel',
  'crypto',
  'performance',
  'globalThis',
  'frames',
  'parent',
  'top',
]

/** `require` over the files of a mini-program: each runs once, as CommonJS, and sees no browser. */
export function requirer(scripts: Readonly<Record<string, string>>): (path: string) => unknown {
  const loaded = new Map<string, { exports: unknown }>()
  const global = {}

  function load(path: string): unknown {
    const source = scripts[path]
    if (source === undefined) throw new Error(`there is no ${path}.js`)
    const known = loaded.get(path)
    if (known) return known.exports
    const module = { exports: {} }
    loaded.set(path, module)
    const given = ['require', 'module', 'exports', 'global']
    const run = new Function(...given, ...hidden, `${source}\n//# sourceURL=${path}.js`)
    run((wanted: string) => load(resolve(path, wanted)), module, module.exports, global)
    return module.exports
  }

  function resolve(from: string, wanted: string): string {
    const name = wanted.replace(/\.js$/, '')
    const base = wanted.startsWith('.') ? new URL(name, `file:///${from}`).pathname.slice(1) : `miniprogram_npm/${name}`
    return [base, `${base}/index`].find((path) => path in scripts) ?? base
  }

  return load
}
