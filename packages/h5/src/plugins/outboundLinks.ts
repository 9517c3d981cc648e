import type { Plugin } from '@qianmian/core'
import { inPath } from './inPath.js'
import { isWithin } from './isWithin.js'
import { listen } from './listen.js'
import { textOf } from './textOf.js'
import { webAddress } from './webAddress.js'
import { withoutEmpty } from './withoutEmpty.js'

/** What is no other site. */
export interface OutboundOptions {
  /** Other domains of yours, with all below them: links to them are no outbound links. */
  own?: readonly string[]
}

const TEXT_LENGTH = 64

/** Records `Outbound Link Clicked` with `url`, `host` and `text` when a link to another site is followed, also into a new tab. */
export function outboundLinks({ own = [] }: OutboundOptions = {}): Plugin {
  return {
    name: 'outboundLinks',
    setup: (context) =>
      listen<MouseEvent>(context, document, 'click auxclick', (event) => {
        const link = inPath(event, '[href]')
        const to = link && webAddress(link)
        // The right button opens a menu.
        if (!to || event.button > 1 || isWithin(to.hostname, [location.hostname, ...own])) return
        const text = textOf(link, TEXT_LENGTH)
        context.client.track('Outbound Link Clicked', withoutEmpty({ url: to.href, host: to.host, text }))
      }),
  }
}
