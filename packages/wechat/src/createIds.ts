import type { Host } from './Host.js'

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const LENGTH = 21
const POOL = 1024

/**
 * Makes ids of 21 letters, 126 bits. The host gives secure random only later, so it is asked ahead; an id mixes it
 * with `Math.random`, which serves alone for the first ids and where the host has nothing better.
 */
export function createIds(host: Host): () => string {
  let pool: number[] = []
  let asked = false

  function refill(): void {
    if (asked || pool.length > POOL / 2 || !host.getRandomValues) return
    asked = true
    try {
      host.getRandomValues({
        length: POOL,
        success({ randomValues }) {
          pool = pool.concat(Array.from(new Uint8Array(randomValues)))
          asked = false
        },
        fail() {},
      })
    } catch {}
  }

  refill()
  return () => {
    refill()
    let id = ''
    while (id.length < LENGTH) id += LETTERS[((pool.pop() ?? 0) ^ (Math.random() * 64)) & 63]
    return id
  }
}
