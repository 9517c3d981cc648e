import type { Json } from '@qianmian/core'
import type { Button } from '../View.js'
import type { Scene } from '../Widget.js'

/** A button for an action of the activity; it is busy while that is under way. */
export function actionButton({ standing }: Scene, action: string, label: string, value?: Json): Button {
  const tap = value === undefined ? { action } : { action, value }
  return standing.doing === action ? { label, tap, busy: true } : { label, tap }
}

/** A button that follows an address, or tells the page to. */
export function openButton(label: string, url?: string): Button {
  return { label, tap: url ? { action: 'follow', url } : { action: 'follow' } }
}

/** A button that only says why there is nothing to press. */
export function idleButton(label: string): Button {
  return { label, off: true }
}
