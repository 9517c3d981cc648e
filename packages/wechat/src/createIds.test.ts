import { expect, it, vi } from 'vitest'
import { createIds } from './createIds.js'
import type { Host } from './Host.js'

const host = (getRandomValues?: Host['getRandomValues']) => ({ getRandomValues }) as Host

it('makes different ids before the host has given anything, with it, and where it never does', () => {
  let give = () => {}
  const asked: Host['getRandomValues'] = ({ length, success }) => {
    give = () => success({ randomValues: new Uint8Array(length).fill(7).buffer })
  }
  const id = createIds(host(asked))
  const early = Array.from({ length: 50 }, id)
  give()
  const late = Array.from({ length: 500 }, id)
  const without = Array.from({ length: 50 }, createIds(host()))
  const refused = createIds(
    host(() => {
      throw new Error('refused')
    }),
  )
  const all = [...early, ...late, ...without, refused()]
  expect(new Set(all).size).toBe(601)
  expect(all.every((one) => /^[\w-]{21}$/.test(one))).toBe(true)
})

it('uses the secure random that the host gave', () => {
  vi.spyOn(Math, 'random').mockReturnValue(0)
  const id = createIds(host(({ length, success }) => success({ randomValues: new Uint8Array(length).fill(3).buffer })))
  expect(id()).toBe('D'.repeat(21))
  vi.restoreAllMocks()
})

it('asks ahead and not more than once at a time', () => {
  const asked = vi.fn()
  const id = createIds(host(asked))
  for (let i = 0; i < 100; i++) id()
  expect(asked).toHaveBeenCalledTimes(1)
})
