import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it } from 'vitest'
import { createCollector } from './createCollector.js'

it('a collector that cannot listen lets go of its folder, so that the next one in this process can open its own', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => other.once('listening', resolve))
  const { port } = other.address() as AddressInfo
  await expect(createCollector({ writeKeys: ['demo'], port }).listen()).rejects.toThrow('EADDRINUSE')
  other.close()
  const next = createCollector({ writeKeys: ['demo'], port })
  expect(await next.listen()).toBe(`http://127.0.0.1:${port}`)
  await next.close()
})
