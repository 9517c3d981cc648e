import { EventEmitter } from 'node:events'
import type { Readable } from 'node:stream'
import { expect, it } from 'vitest'
import { readBytes } from './readBytes.js'

it('keeps no piece that it is handed: a body sent byte by byte takes twice the memory of its bytes at most', async () => {
  const body = new EventEmitter()
  const piece = Buffer.alloc(1)
  let held = 0
  const read = readBytes(body as Readable, 200_000, (bytes) => (held += bytes))
  for (let index = 0; index < 50_000; index++) {
    piece[0] = index % 251
    body.emit('data', piece)
  }
  expect(held).toBeLessThanOrEqual(100_000)
  body.emit('end')
  expect((await read).equals(Buffer.from(Array.from({ length: 50_000 }, (_, index) => index % 251)))).toBe(true)
})
