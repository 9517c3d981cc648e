import type { Button, Mark, Row, Tap, View } from '../View.js'
import type { Drawn } from './patch.js'

type Touch = (tap: Tap, event: Event) => void

/** A widget's view as elements. Every part has its name for the page's `::part()`. */
export function drawView(view: View, type: string, touch: Touch): Drawn {
  const { image, figure, kicker, title, text, price, code, clock, bar, button, marks, rows, note, said } = view
  const numbered = rows?.some(({ mark }) => Number(mark) > 0)
  return at(
    'section',
    `card ${type}`,
    [
      image && at('img', 'image', [], { src: image, alt: '', decoding: 'async' }),
      figure &&
        at('div', 'figure', [
          figure.unit && at('small', 'unit', [figure.unit]),
          at('b', 'amount', [figure.value]),
          figure.label && at('div', 'label', [figure.label]),
        ]),
      at('div', 'words', [
        kicker && at('span', 'kicker', [kicker]),
        title && at('strong', 'title', [title]),
        text && at('span', 'text', [text]),
        price?.now && at('span', 'price', [at('b', 'cost', [price.now]), price.was && at('s', 'was', [price.was])]),
        code && at('code', 'code', [code]),
        clock &&
          at(
            'span',
            'clock',
            [at('span', 'until', [clock.label]), ...clock.units.map((unit) => at('b', 'digits', [unit]))],
            {
              role: 'timer',
              'aria-label': `${clock.label} ${clock.units.join(':')}`,
            },
          ),
        bar && at('span', 'progress', [progress(bar.value, bar.label), at('span', 'label', [bar.label])]),
      ]),
      button && drawButton(button, 'cta', touch),
      marks?.length && at('ol', 'marks', marks.map(drawMark)),
      rows?.length &&
        at(
          numbered ? 'ol' : 'ul',
          'rows',
          rows.map((row) => drawRow(row, touch)),
        ),
      note && at('p', 'note', [note]),
      // It is always there: a screen reader tells what comes into it, not what comes with it.
      at('p', 'said', [said], { role: 'status' }),
    ],
    { 'aria-label': title },
  )
}

function at(
  tag: string,
  part: string,
  inside: readonly (Drawn | string | number | false | undefined)[],
  attributes?: Drawn['attributes'],
): Drawn {
  return { tag, part, inside: inside as Drawn['inside'], attributes }
}

function progress(value: number, label: string): Drawn {
  return at('progress', 'bar', [], { max: 1, value: Math.min(1, Math.max(0, value)), 'aria-label': label })
}

/** Pressable or not, it stays an element that can have the focus: what was pressed keeps it. */
function drawButton({ label, tap, off, busy }: Button, part: string, touch: Touch, named?: string): Drawn {
  const idle = off || busy || !tap
  const attributes = { 'aria-disabled': idle && 'true', 'aria-busy': busy && 'true', 'aria-label': named }
  const drawn =
    tap?.url && tap.action === 'follow' ? at('a', part, [label], { ...attributes, href: tap.url }) : undefined
  return {
    ...(drawn ?? at('button', part, [label], { ...attributes, type: 'button' })),
    touch: idle ? undefined : (event) => touch(tap, event),
  }
}

function drawMark({ label, value, state }: Mark): Drawn {
  return at('li', `mark ${state}`, [at('b', 'value', [value]), at('span', 'label', [label])], {
    'aria-current': state === 'now' && 'step',
  })
}

function drawRow({ mark, name, value, bar, own, choice, button }: Row, touch: Touch): Drawn {
  const inside = [
    mark && at('span', 'rank', [mark]),
    at('span', 'name', [name]),
    value && at('span', 'value', [value]),
    bar !== undefined && progress(bar, name),
    button && drawButton(button, 'do', touch, `${button.label} ${name}`),
  ]
  const part = own ? 'row own' : 'row'
  if (choice === undefined) return at('li', part, inside, { 'aria-current': own && 'true' })
  const attributes = { type: 'button', 'aria-pressed': own ? 'true' : 'false', 'aria-disabled': !choice && 'true' }
  const chosen = choice ? (event: Event) => touch(choice, event) : undefined
  return at('li', part, [{ ...at('button', 'choose', inside, attributes), touch: chosen }])
}
