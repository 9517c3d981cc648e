import { svg } from '../picture/pen.js'

const paths = {
  home: 'M4 11.2 12 4l8 7.2V19a1.5 1.5 0 0 1-1.5 1.5h-4V15h-5v5.5h-4A1.5 1.5 0 0 1 4 19Z',
  grid: 'M4.5 6A1.5 1.5 0 0 1 6 4.5h3A1.5 1.5 0 0 1 10.5 6v3A1.5 1.5 0 0 1 9 10.5H6A1.5 1.5 0 0 1 4.5 9ZM13.5 6A1.5 1.5 0 0 1 15 4.5h3A1.5 1.5 0 0 1 19.5 6v3a1.5 1.5 0 0 1-1.5 1.5h-3A1.5 1.5 0 0 1 13.5 9ZM4.5 15A1.5 1.5 0 0 1 6 13.5h3a1.5 1.5 0 0 1 1.5 1.5v3A1.5 1.5 0 0 1 9 19.5H6A1.5 1.5 0 0 1 4.5 18ZM16.5 13.2v6.6M13.2 16.5h6.6',
  basket: 'M3.5 9.5h17l-1.6 9A2 2 0 0 1 17 20.2H7a2 2 0 0 1-1.9-1.7ZM8 9.5l3-6M16 9.5l-3-6M9.5 13v4M14.5 13v4',
  list: 'M6 3.5h12a1 1 0 0 1 1 1v16l-2.3-1.5-2.4 1.5L12 19l-2.3 1.5L7.3 19 5 20.5v-16a1 1 0 0 1 1-1ZM8.5 8.5h7M8.5 12.5h7',
  person: 'M12 12.2a4.2 4.2 0 1 0 0-8.4 4.2 4.2 0 0 0 0 8.4ZM4.5 20.2c.6-3.6 3.6-5.6 7.5-5.6s6.9 2 7.5 5.6',
  back: 'M14.5 5 8 12l6.5 7',
  next: 'm9.5 6 5.5 6-5.5 6',
  pin: 'M12 21c4-4.4 6.5-7.5 6.5-10.8a6.5 6.5 0 1 0-13 0C5.5 13.5 8 16.6 12 21ZM12 12.6a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z',
  plus: 'M12 5.5v13M5.5 12h13',
  minus: 'M5.5 12h13',
  close: 'm6.5 6.5 11 11M17.5 6.5l-11 11',
  tick: 'm5.5 12.5 4.3 4.3 8.7-9.3',
  truck: 'M3 6.5h11v10H3ZM14 10h4l3 3.5v3h-7M7 19a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM17 19a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z',
  shield: 'M12 3.5 5 6v5.5c0 4.3 2.8 7.4 7 9 4.2-1.6 7-4.7 7-9V6ZM9 12l2.2 2.2L15.2 10',
  sprout: 'M12 20.5v-8M12 13C12 8.5 8.5 6.5 4 6.5 4 11 7.5 13 12 13ZM12 11c0-4 3-6.5 8-6.5 0 4.5-3 6.5-8 6.5Z',
} as const

/** A line icon of 24 × 24. */
export function icon(name: keyof typeof paths): SVGElement {
  const line = {
    fill: 'none',
    stroke: 'currentColor',
    'stroke-width': 1.7,
    'stroke-linecap': 'round',
    'stroke-linejoin': 'round',
  }
  return svg(
    'svg',
    { viewBox: '0 0 24 24', class: 'icon', 'aria-hidden': 'true', ...line },
    svg('path', { d: paths[name] }),
  )
}
