import { readFile } from 'node:fs/promises'
import type { ServerResponse } from 'node:http'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import type { RecordedEvent } from '@qianmian/core'
import { build } from 'esbuild'
import { openServer } from '../../h5/e2e/openServer.js'
import type { Film } from './makeVideo.js'

/** A site with pages, a film that it gives out as slowly as a test wants, and a collector. */
export interface Site {
  readonly url: string
  /** What the collector has got, each event once, in its order. */
  events(): RecordedEvent[]
  /** Holds back all but so many fragments of the film, until more are released. */
  release(fragments: number): void
  show(film: Film): void
  close(): Promise<void>
}

const path = (file: string) => fileURLToPath(new URL(`page/${file}`, import.meta.url))

const scripts = new Map<string, Promise<string>>()

/** The bundle of a page's script, made once. */
function script(name: string): Promise<string> {
  const made =
    scripts.get(name) ??
    build({ entryPoints: [path(`${name}.ts`)], bundle: true, format: 'esm', write: false, logLevel: 'error' }).then(
      ({ outputFiles }) => outputFiles[0]!.text,
    )
  scripts.set(name, made)
  return made
}

/** Serves the folder `page` on a free port of the loopback. `policy` is the pages' Content-Security-Policy. */
export async function openSite(policy: string): Promise<Site> {
  const got = new Map<string, RecordedEvent>()
  let film: Film | undefined
  let released = 0
  const began = Date.now()
  const waiting = new Set<() => void>()

  async function sendFilm(response: ServerResponse): Promise<void> {
    response.writeHead(200, { 'content-type': 'video/mp4', 'cache-control': 'no-store' })
    response.write(film!.init)
    for (let next = 0; next < film!.fragments.length; next++) {
      while (next >= released && !response.destroyed)
        await new Promise<void>((resolve) => {
          waiting.add(resolve)
          response.once('close', resolve)
        })
      response.write(film!.fragments[next])
    }
    response.end()
  }

  function playlist(): string {
    const count = Math.min(released, film!.fragments.length)
    const lines = ['#EXTM3U', '#EXT-X-VERSION:7', '#EXT-X-TARGETDURATION:2', '#EXT-X-MEDIA-SEQUENCE:0']
    lines.push('#EXT-X-MAP:URI="/init.mp4"', `#EXT-X-PROGRAM-DATE-TIME:${new Date(began).toISOString()}`)
    for (let index = 0; index < count; index++) lines.push('#EXTINF:1.0,', `/fragment-${index}.m4s`)
    return lines.join('\n')
  }

  const server = await openServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url!, 'http://localhost')
    const send = (type: string, body: string | Buffer) =>
      response
        .writeHead(200, { 'content-type': type, 'cache-control': 'no-store', 'content-security-policy': policy })
        .end(body)
    const fragment = /^\/fragment-(\d+)\.m4s$/.exec(pathname)?.[1]
    const page = /^\/(\w+)\.(html|js)$/.exec(pathname)
    if (request.method === 'POST') {
      const body = Buffer.concat(await request.toArray())
      const text = searchParams.get('encoding') === 'gzip' ? gunzipSync(body) : body
      for (const event of JSON.parse(text.toString()).batch) got.set(event.messageId, event)
      send('application/json', '{}')
    } else if (pathname === '/film.mp4') await sendFilm(response)
    else if (pathname === '/live.m3u8') send('application/vnd.apple.mpegurl', playlist())
    else if (pathname === '/init.mp4') send('video/mp4', film!.init)
    else if (fragment) send('video/mp4', film!.fragments[Number(fragment)]!)
    else if (page?.[2] === 'html') send('text/html; charset=utf-8', await readFile(path(`${page[1]}.html`)))
    else if (page) send('text/javascript', await script(page[1]!))
    else response.writeHead(404).end()
  }, 'localhost')
  return {
    ...server,
    events: () => [...got.values()],
    release(fragments) {
      released = fragments
      for (const go of waiting) go()
      waiting.clear()
    },
    show(made) {
      film = made
    },
  }
}
