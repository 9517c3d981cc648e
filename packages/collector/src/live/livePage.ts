import { existsSync, readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import { Hono } from 'hono'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
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
  const page = folder()
  for (const name of readdirSync(page))
    app.get(name === 'index.html' ? '/' : `/${name}`, async (c) =>
      c.body(new Uint8Array(await readFile(new URL(name, page))), 200, {
        ...headers,
        'content-type': types[extname(name)] ?? 'application/octet-stream',
      }),
    )
  return app
}

/** The files lie in `page` beside the source, and in `live` beside the build. */
function folder(): URL {
  const built = new URL('./live/', import.meta.url)
  return existsSync(built) ? built : new URL('./page/', import.meta.url)
}
