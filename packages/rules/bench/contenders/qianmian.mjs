import { compile, parse } from '@qianmian/rules'
import { nested } from '../nested.mjs'

const SECOND = 1000

/** The engine, with so many rules in each slot. */
export const qianmian = (perSlot) => ({
  name: perSlot === 1 ? 'qianmian, a slot a rule' : `qianmian, ${perSlot} rules a slot`,
  view: nested,
  /** Only what changed is told. */
  change: ({ path, value }) => nested({ [path]: value }),
  expected(matching, rules) {
    const slots = new Map()
    const matched = new Set(matching)
    rules.forEach(({ id }, i) => {
      const slot = Math.floor(i / perSlot)
      if (matched.has(id) && !slots.has(slot)) slots.set(slot, id)
    })
    return [...slots.values()]
  },
  write(rules) {
    const slots = {}
    const experiences = rules.map(({ id, when, payload }, i) => {
      const slot = `s${Math.floor(i / perSlot)}`
      slots[slot] = {}
      return { id, slot, when, variations: [{ key: 'a', payload }] }
    })
    return JSON.stringify({ schema: 1, id: 'bench', revision: 1, slots, experiences })
  },
  open(text) {
    const visitor = compile(parse(text).config).visitor()
    let now = Date.UTC(2026, 10, 11)
    return (attributes) => {
      visitor.set(attributes)
      now += SECOND
      return visitor.decideAll({ now })
    }
  },
  ids: (decisions) => [...decisions.values()].flatMap(({ experience }) => experience ?? []),
})
