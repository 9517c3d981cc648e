import { svg } from '../../../01-shop/src/picture/pen.js'

const paths = {
  bag: 'M5 8.5h14l1 11.5H4ZM8.5 11V7a3.5 3.5 0 0 1 7 0v4',
  heart: 'M12 20S3.5 14.6 3.5 8.9A4.4 4.4 0 0 1 12 7.4a4.4 4.4 0 0 1 8.5 1.5C20.5 14.6 12 20 12 20Z',
  gift: 'M4 9.5h16v3.5H4ZM5.5 13v7h13v-7M12 9.5V20M12 9.5C8 9.5 6.5 8 7.2 6.2S11 5 12 9.5C13 5 16 4.5 16.8 6.2S16 9.5 12 9.5Z',
  vote: 'M5.5 20v-7M12 20V5M18.5 20v-10',
  share: 'M14 5.5 20.5 12 14 18.5V15C9 15 6 16.5 3.5 20 4 14 7.5 9.5 14 9Z',
} as const

/** A line icon of 24 × 24. */
export function icon(name: keyof typeof paths): SVGElement {
  const path = svg('path', { d: paths[name] })
  const line = { fill: 'none', stroke: 'currentColor', 'stroke-width': 1.8, 'stroke-linejoin': 'round' }
  return svg(
    'svg',
    { viewBox: '0 0 24 24', class: 'icon', 'aria-hidden': 'true', 'stroke-linecap': 'round', ...line },
    path,
  )
}
