import type { Json } from '@qianmian/core'
import { textOf } from './textOf.js'

/** An amount of money in words, as ¥19.9; what is already a text with a unit stays so. */
export function moneyOf(amount: Json | undefined, currency: Json | undefined): string {
  const text = textOf(amount)
  return /^[\d.]+$/.test(text) ? `${textOf(currency) || '¥'}${text}` : text
}
