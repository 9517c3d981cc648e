// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import { createRecorder } from '../testing/createRecorder.js'
import { webVitals } from './webVitals.js'

it('does no harm where the browser measures nothing', () => {
  const { recorded, told, remove } = createRecorder(webVitals())
  dispatchEvent(new Event('pagehide'))
  remove()
  expect([recorded, told]).toEqual([[], []])
})
