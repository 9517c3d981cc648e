import type { JsonObject, Plugin, Stop } from '@qianmian/core'
import { inPath } from './inPath.js'
import { listen } from './listen.js'
import { withoutEmpty } from './withoutEmpty.js'

const MAX_FIELDS = 50
const PRIVATE = '[data-qm-private]'

/**
 * Records `Form Started` with the first input in a form and `Form Submitted` when it is sent: the form's name and the names of
 * its fields, never a value. Forms and fields inside of `data-qm-private` are passed over.
 */
export function forms(): Plugin {
  return {
    name: 'forms',
    setup(context) {
      const started = new WeakSet<Element>()
      const record = (name: string, event: Event, form: Element | undefined | null) => {
        if (!form || inPath(event, PRIVATE)) return
        if (name === 'Form Started' && started.has(form)) return
        if (name === 'Form Started') started.add(form)
        else started.delete(form)
        context.client.track(name, describe(form))
      }
      const stops: Stop[] = [
        listen(context, document, 'input change', (event) => {
          const field = inPath(event, 'input,select,textarea') as HTMLInputElement | undefined
          record('Form Started', event, field?.form)
        }),
        listen(context, document, 'submit', (event) => record('Form Submitted', event, inPath(event, 'form'))),
      ]
      return () => {
        for (const stop of stops) stop()
      }
    },
  }
}

/** By attributes: a form's own properties give way to fields of the same names. */
function describe(form: Element): JsonObject {
  const fields = new Set<string>()
  for (const field of form.querySelectorAll('input,select,textarea')) {
    const name = field.getAttribute('name') || field.id
    if (name && fields.size < MAX_FIELDS && !field.matches('[type=hidden]') && !field.closest(PRIVATE)) fields.add(name)
  }
  const attribute = (name: string) => form.getAttribute(name)
  return withoutEmpty({
    form: attribute('data-qm-form') || attribute('name') || attribute('id'),
    action: attribute('action')?.split(/[?#]/)[0],
    fields: [...fields],
  })
}
