import { expect, it } from 'vitest'
import { createTestClient } from './testing/createTestClient.js'

it('an acknowledged event stays in the outbox until the plugins have settled, whether they succeed or fail', async () => {
  for (const fails of [false, true]) {
    let settle = () => {}
    const settled = () =>
      new Promise<void>((resolve, reject) => {
        settle = () => (fails ? reject(new Error('bug')) : resolve())
      })
    const { client, platform, disk, wire } = createTestClient({ plugins: [{ name: 'p', settled }] })
    client.track('a')
    await platform.advance(5000)
    expect(wire.sent().length).toBe(2)
    expect(disk.rows.length).toBe(1)
    settle()
    await platform.settle()
    expect(disk.rows).toEqual([])
  }
})
