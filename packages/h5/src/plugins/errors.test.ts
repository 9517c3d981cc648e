// @vitest-environment happy-dom
import { afterEach, expect, it, vi } from 'vitest'
import { createRecorder } from '../testing/createRecorder.js'
import { errors } from './errors.js'

function fail(error: unknown, message = String((error as Error)?.message)): void {
  dispatchEvent(new ErrorEvent('error', { error, message, filename: 'https://shop.example/a.js', lineno: 3, colno: 7 }))
}

function reject(reason: unknown): void {
  dispatchEvent(Object.assign(new Event('unhandledrejection'), { reason }))
}

afterEach(() => vi.restoreAllMocks())

it('records what nobody caught, each thing once for each page view', () => {
  const { client, recorded } = createRecorder(errors())
  const cause = new TypeError('cart is undefined')
  fail(cause)
  fail(cause)
  const place = { source: 'https://shop.example/a.js', line: 3, column: 7 }
  const { message, stack } = cause
  const expected = [
    'Error Occurred',
    { kind: 'error', name: 'TypeError', message, stack: stack!.slice(0, 1000), ...place },
  ]
  expect(recorded).toEqual([expected])
  client.page()
  fail(cause)
  expect(recorded[2]).toEqual(expected)
})

it('records promises that were rejected in vain, with whatever they were rejected', () => {
  const { recorded, told } = createRecorder(errors())
  const hostile = {
    toString() {
      throw new Error('hostile')
    },
  }
  for (const reason of [new Error('offline'), 'offline', undefined, { code: 1 }, hostile]) reject(reason)
  expect(recorded.map(([, properties]) => properties)).toMatchObject([
    { kind: 'rejection', name: 'Error', message: 'offline' },
    { kind: 'rejection', message: 'offline' },
    { kind: 'rejection', message: 'undefined' },
    { kind: 'rejection', message: '[object Object]' },
  ])
  expect(told).toMatchObject([{ code: 'plugin' }])
})

it('is bounded: by number and by length', () => {
  const { recorded } = createRecorder(errors({ limit: 3 }))
  for (let i = 0; i < 10; i++) fail(undefined, `${i}`.repeat(1000))
  expect(recorded.map(([, properties]) => (properties!.message as string).length)).toEqual([256, 256, 256])
})

it('passes over what browsers tell of when nothing is wrong', () => {
  const { recorded } = createRecorder(errors())
  fail(undefined, 'ResizeObserver loop completed with undelivered notifications.')
  expect(recorded).toEqual([])
})

it('records what could not be loaded when it is asked to, and nothing when it is removed', () => {
  const [without, having] = [createRecorder(errors()), createRecorder(errors({ resources: true }))]
  const image = document.createElement('img')
  image.src = 'https://shop.example/grape.png'
  document.body.append(image)
  image.dispatchEvent(new Event('error'))
  expect(without.recorded).toEqual([])
  expect(having.recorded).toEqual([
    ['Error Occurred', { kind: 'resource', tag: 'img', url: 'https://shop.example/grape.png' }],
  ])
  having.remove()
  fail(new Error('late'))
  expect(having.recorded.length).toBe(1)
})
