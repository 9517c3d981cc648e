import { describe, expect, it } from 'vitest'
import { createMemoryPlatform, type MemoryPlatform } from './createMemoryPlatform.js'
import { platformContract } from './platformContract.js'

platformContract('memory', (before) => createMemoryPlatform((before as MemoryPlatform | undefined)?.disk), {
  describe,
  it,
  expect,
  pass: (platform, ms) => (platform as MemoryPlatform).advance(ms),
})

describe('the controllable clock', () => {
  it('runs timers at their moment and in their order', async () => {
    const { clock, advance } = createMemoryPlatform()
    const start = clock.now()
    const ran: [string, number][] = []
    clock.after(20, () => ran.push(['b', clock.now() - start]))
    clock.after(10, () => {
      ran.push(['a', clock.now() - start])
      clock.after(5, () => ran.push(['c', clock.now() - start]))
    })
    await advance(30)
    expect(ran).toEqual([
      ['a', 10],
      ['c', 15],
      ['b', 20],
    ])
    expect(clock.now() - start).toBe(30)
  })
})
