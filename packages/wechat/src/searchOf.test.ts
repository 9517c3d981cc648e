import { expect, it } from 'vitest'
import { searchOf } from './searchOf.js'

it('gives parameters back as they stood in the address, so that a page that is shared opens with the same', () => {
  expect(searchOf({ name: '%E8%91%A1%E8%90%84', scene: 'id%3D7%26shop%3D1', id: '7', zh: '葡萄' })).toBe(
    '?name=%E8%91%A1%E8%90%84&scene=id%3D7%26shop%3D1&id=7&zh=葡萄',
  )
})

it('encodes what would end a parameter, on a host that has decoded it', () => {
  expect(searchOf({ q: 'https://x/?a=1&b=2#c d', none: undefined })).toBe('?q=https://x/%3Fa%3D1%26b%3D2%23c%20d&none=')
  expect(searchOf({})).toBe('')
})
