import { readFile } from 'node:fs/promises'
import { snippet, snippetHash } from '@qianmian/h5/snippet'
import { type OpenServer, openServer } from './openServer.js'

const html = 'text/html; charset=utf-8'
const script = 'text/javascript'

/** What is served. With `inline`, the snippet stands in the page, the only inline script that may run there. */
const files: Record<string, { path: string; type: string; inline?: true }> = {
  '/': { path: 'page/index.html', type: html },
  '/plain': { path: 'page/plain.html', type: html },
  '/page.js': { path: 'page/page.js', type: script },
  '/offline.js': { path: 'page/offline.js', type: script },
  '/qianmian.min.js': { path: '../dist/qianmian.min.js', type: script },
  '/plugins': { path: 'page/plugins.html', type: html },
  '/plugins.js': { path: 'page/plugins.js', type: script },
  '/qianmian.full.min.js': { path: '../dist/qianmian.full.min.js', type: script },
  '/snippet': { path: 'page/snippet.html', type: html, inline: true },
  '/snippet.js': { path: 'page/snippet.js', type: script },
  '/slot': { path: 'page/slot.html', type: html, inline: true },
  '/slot.js': { path: 'page/slot.js', type: script },
  '/debug': { path: 'page/debug.html', type: html },
  '/debug-page.js': { path: 'page/debug.js', type: script },
  '/debug.js': { path: '../dist/debug.js', type: script },
}

/** As strict as a host page can be: the SDK is a guest that must not need more. */
const policy = (inline?: true) =>
  `default-src 'none'; script-src 'self'${inline ? ` '${snippetHash}'` : ''}; img-src data:; worker-src 'self'; connect-src 'self' http://127.0.0.1:*; require-trusted-types-for 'script'`

/** Serves the page that loads the built SDK, on a free port of the loopback. */
export function startPageServer(): Promise<OpenServer> {
  return openServer(async (request, response) => {
    const { pathname } = new URL(request.url!, 'http://localhost')
    const [, chunk] = /^\/rules\/([\w-]+\.js)$/.exec(pathname) ?? []
    const file = chunk ? { path: `../../rules/dist/${chunk}`, type: script } : files[pathname]
    if (!file) return response.writeHead(404).end()
    const headers = { 'content-type': file.type, 'content-security-policy': policy(file.inline) }
    const text = await readFile(new URL(file.path, import.meta.url), 'utf8')
    return response.writeHead(200, headers).end(text.replace('<!-- snippet -->', `<script>${snippet}</script>`))
  })
}
