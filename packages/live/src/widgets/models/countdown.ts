import type { View } from '../View.js'

const SECOND = 1000

/** A countdown over `left` ms, and when it next looks different. Whole seconds are rounded up: 0 is shown at the end. */
export function countdown(left: number, label: string, zh: boolean): Pick<View, 'clock' | 'next'> {
  const seconds = Math.ceil(Math.max(0, left) / SECOND)
  const days = Math.floor(seconds / 86_400)
  const two = (number: number) => `${number % 60}`.padStart(2, '0')
  const units = [
    `${Math.floor((seconds % 86_400) / 3600)}`.padStart(2, '0'),
    two(Math.floor(seconds / 60)),
    two(seconds),
  ]
  if (days) units.unshift(zh ? `${days}天` : `${days}d`)
  return { clock: { label, units }, next: left > 0 ? left % SECOND || SECOND : undefined }
}
