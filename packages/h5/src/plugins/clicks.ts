import type { JsonObject, Plugin } from '@qianmian/core'
import { dataProperties } from './dataProperties.js'
import { inPath } from './inPath.js'
import { listen } from './listen.js'
import { textOf } from './textOf.js'
import { webAddress } from './webAddress.js'
import { withoutEmpty } from './withoutEmpty.js'

/** What `clicks` records beside clicks on marked elements. */
export interface ClickOptions {
  /** Record every other click too, as `Element Clicked`. Default: only clicks on marked elements. */
  all?: boolean
  /** Of an element's text, so many characters at most. Default: 64. */
  textLength?: number
}

/** What a click is meant for, when it hits a picture or a word inside of it. */
const CONTROLS = 'a,button,input,select,textarea,label,summary,[role=button],[role=link],[role=tab],[role=menuitem]'
const SILENT = '[data-qm-private],[type=password]'

/**
 * Records a click on, or inside of, an element with `data-qm-event="Product Clicked"` under that name, with the properties
 * of its other `data-qm-…` attributes. With `all`, every other click is an `Element Clicked` that tells which element it was,
 * except in password fields and inside of `data-qm-private`. What a field contains is never recorded.
 */
export function clicks({ all = false, textLength = 64 }: ClickOptions = {}): Plugin {
  return {
    name: 'clicks',
    setup: (context) =>
      listen(context, document, 'click', (event) => {
        const marked = inPath(event, '[data-qm-event]')
        const name = marked?.getAttribute('data-qm-event')
        if (marked && name) context.client.track(name, dataProperties(marked, context))
        else if (all && !inPath(event, SILENT)) {
          const element = inPath(event, CONTROLS) ?? inPath(event, '*')
          // The click on a label is followed by one on its field.
          if (element && !(element as HTMLLabelElement).control)
            context.client.track('Element Clicked', describe(element, textLength))
        }
      }),
  }
}

function describe(element: Element, textLength: number): JsonObject {
  const attribute = (name: string) => element.getAttribute(name)
  return withoutEmpty({
    tag: element.localName,
    id: element.id,
    name: attribute('name'),
    type: attribute('type'),
    role: attribute('role'),
    classes: attribute('class'),
    label: attribute('aria-label'),
    text: textOf(element, textLength),
    url: webAddress(element)?.href,
  })
}
