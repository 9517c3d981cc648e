import { expect, it } from 'vitest'
import { createBudget } from './createBudget.js'

it('gives out no more than there is, and all of it again once it was given back', () => {
  const open = createBudget(100)
  const [one, other] = [open(), open()]
  one.take(60)
  other.take(40)
  expect(() => other.take(1)).toThrow('too many requests are under way')
  one.release()
  one.release()
  other.take(60)
  expect(() => one.take(1)).toThrow('too many requests are under way')
})
