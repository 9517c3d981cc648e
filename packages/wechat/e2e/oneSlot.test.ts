import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, it } from 'vitest'

/** Runs an app's way to the package beside the slot component that ships, and gives what the component tells of. */
function told(line: string): unknown {
  const source = `
    import { createRequire } from 'node:module'
    const require = createRequire(process.cwd() + '/app.js')
    let component
    globalThis.Component = (given) => { component = given }
    require('./miniprogram_dist/slot/index.js')
    const told = []
    const self = { data: { name: 'hero' }, setData() {}, triggerEvent: (name, { slot }) => told.push([name, slot]) }
    component.lifetimes.attached.call(self)
    const { defineSlot } = ${line}
    defineSlot({ slot: (slot) => ({ get: () => ({ slot, payload: null, reason: 'default' }), subscribe: () => () => {} }) })
    console.log(JSON.stringify(told))`
  const options = { cwd: join(import.meta.dirname, '..'), encoding: 'utf8' } as const
  return JSON.parse(execFileSync(process.execPath, ['--input-type=module', '--eval', source], options))
}

it('gives the slot component its decisions, whether an app requires the package or imports it', () => {
  expect(told("require('@qianmian/wechat')")).toEqual([['decision', 'hero']])
  expect(told("await import('@qianmian/wechat')")).toEqual([['decision', 'hero']])
})
