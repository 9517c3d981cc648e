// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import { createRecorder } from '../testing/createRecorder.js'
import { forms } from './forms.js'

function type(selector: string): void {
  const field = document.querySelector<HTMLInputElement>(selector)!
  field.value = 'secret'
  field.dispatchEvent(new Event('input', { bubbles: true, composed: true }))
}

function submit(): void {
  document.querySelector('form')!.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }))
}

it('records the start and the end of a form, with the names of its fields and never a value', () => {
  const { recorded, remove } = createRecorder(forms())
  document.body.innerHTML = `
    <form data-qm-form="checkout" action="/pay?token=secret">
      <input name="phone" value="secret" /><input id="city" value="secret" /><select name="slot"></select>
      <input type="hidden" name="csrf" value="secret" /><textarea name="phone">secret</textarea>
      <p data-qm-private><input name="card" /></p>
    </form>`
  type('#city')
  type('[name=phone]')
  submit()
  type('[name=phone]')
  const properties = { form: 'checkout', action: '/pay', fields: ['phone', 'city', 'slot'] }
  expect(recorded).toEqual([
    ['Form Started', properties],
    ['Form Submitted', properties],
    ['Form Started', properties],
  ])
  expect(JSON.stringify(recorded)).not.toContain('secret')
  remove()
  submit()
  expect(recorded.length).toBe(3)
})

it('passes over what is private, and fields that belong to no form', () => {
  const { recorded } = createRecorder(forms())
  document.body.innerHTML = '<div data-qm-private><form><input name="a" /></form></div><input name="alone" />'
  type('[name=a]')
  submit()
  type('[name=alone]')
  expect(recorded).toEqual([])
})

it('is not misled by fields that are named like what a form has', () => {
  const { recorded, told } = createRecorder(forms())
  document.body.innerHTML =
    '<form id="own"><input name="id" /><input name="name" /><input name="elements" /><input name="action" /></form>'
  type('[name=id]')
  expect(recorded).toEqual([['Form Started', { form: 'own', fields: ['id', 'name', 'elements', 'action'] }]])
  expect(told).toEqual([])
})
