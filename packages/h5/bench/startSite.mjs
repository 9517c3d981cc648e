import { readFileSync } from 'node:fs'
import { serve } from './serve.mjs'

const harness = readFileSync(new URL('page.js', import.meta.url))
const html =
  '<!doctype html><meta charset="utf-8"><title>A shop</title><link rel="icon" href="data:,"><script src="/page.js"></script>'

/** Isolated, a page has a clock of 5 µs: https://developer.mozilla.org/en-US/docs/Web/API/Performance/now */
const isolated = { 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp' }

/** The page that loads a contender's script when it is told to. */
export function startSite(script) {
  const files = { '/': html, '/page.js': harness, '/contender.js': script }
  return serve(({ url }, response) => {
    const type = url === '/' ? 'text/html; charset=utf-8' : 'text/javascript; charset=utf-8'
    response.writeHead(files[url] ? 200 : 404, { ...isolated, 'content-type': type }).end(files[url])
  })
}
