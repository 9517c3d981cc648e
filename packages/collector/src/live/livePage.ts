import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { Hono } from 'hono'

const types: Readonly<Record<string, string>> = {
  'index.html': 'text/html; charset=utf-8',
  'live.css': 'text/css; charset=utf-8',
  'live.js': 'text/javascript; charset=utf-8',
  'words.js': 'text/javascript; charset=utf-8',
  'stream.js': 'text/javascript; charset=utf-8',
  'icon.svg': 'image/svg+xml',
}

const headers = {
  'content-security-policy':
    "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
  'cache-control': 'no-cache',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
}

/** The marketer's page of events as they come. Its files hold no data: those it asks for with the reader's token. */
export function livePage(): Hono {
  const app = new Hono()
  for (const [name, type] of Object.entries(types))
    app.get(name === 'index.html' ? '/' : `/${name}`, async (c) =>
      c.body(new Uint8Array(await readFile(new URL(name, folder()))), 200, { ...headers, 'content-type': type }),
    )
  return app
}

/** The files lie in `page` beside the source, and in `live` beside the build. */
function folder(): URL {
  const built = new URL('./live/', import.meta.url)
  return existsSync(built) ? built : new URL('./page/', import.meta.url)
}
