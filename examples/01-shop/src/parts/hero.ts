import type { JsonObject } from '@qianmian/core'
import { element } from '../element.js'
import { isPicture, picture } from '../picture/picture.js'
import { skin } from './skin.js'

/** Draws the payload `{ type: 'hero', kicker, title, text, cta, url, art, tone }`; `\n` breaks the title. */
export function hero({ kicker, title, text: line, cta, url, art, tone }: JsonObject): Node {
  const pictures = (Array.isArray(art) ? art : []).filter(isPicture).slice(0, 2)
  return skin(
    element(
      'a',
      { class: `hero ${text(tone)}`, href: localPath(url) },
      element(
        'div',
        { class: pictures.length > 1 ? 'art pair' : 'art' },
        ...pictures.map((name) => picture(name, { bare: true })),
      ),
      element('span', { class: 'kicker' }, text(kicker)),
      element(
        'h2',
        {},
        ...text(title)
          .split('\n')
          .flatMap((part, index) => (index ? [element('br'), part] : [part])),
      ),
      element('p', {}, text(line)),
      element('span', { class: 'cta' }, text(cta)),
    ),
  )
}

const text = (value: unknown) => (typeof value === 'string' ? value : '')

/** The document may send a visitor anywhere in this shop, and nowhere else. */
const localPath = (value: unknown) => (/^\/(?![/\\])/.test(text(value)) ? text(value) : '/')
