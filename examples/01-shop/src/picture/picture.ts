import { blueberries, cherries, grapes, strawberries } from './clusters.js'
import { corn, macadamias, walnuts } from './garden.js'
import { drink, giftBox, milk, tea, yoghurt } from './packs.js'
import { createPen, type Pen, svg } from './pen.js'
import { apple, citrus, peach, pumpkin, tomatoes, watermelon } from './rounds.js'
import { durian, mango } from './tropical.js'

/** Every drawing by its name, with the two colours of the air around it. */
const drawings = {
  muscat: ['#f4f7dc', '#dbe8b4', (pen) => grapes(pen, ['#eff5b8', '#b5d05f', '#6f9238'])],
  kyoho: ['#f3ecf6', '#dccbe6', (pen) => grapes(pen, ['#b79ad2', '#5f3a86', '#2c1648'])],
  strawberry: ['#fff0ec', '#fcd3cd', strawberries],
  orange: ['#fff4e0', '#fddcab', (pen) => citrus(pen, ['#ffcb7a', '#f7942d', '#d46a10'])],
  mango: ['#fff7da', '#fde5a3', mango],
  cherry: ['#fdecee', '#f5c9d0', cherries],
  durian: ['#faf6dc', '#ece2ad', durian],
  blueberry: ['#eef1fa', '#cdd7ef', blueberries],
  apple: ['#fff0e6', '#fbd6c2', apple],
  peach: ['#fff1ee', '#fdd6d3', peach],
  watermelon: ['#eff6e2', '#cfe5bd', watermelon],
  tomato: ['#fff0e8', '#fcd5c4', tomatoes],
  corn: ['#fffadf', '#f8ecae', corn],
  pumpkin: ['#eff4e4', '#d3e0c1', pumpkin],
  walnut: ['#f9f1e4', '#ead8bd', walnuts],
  macadamia: ['#f8efe6', '#e6d0bb', macadamias],
  milk: ['#eef5f8', '#cfe2ec', milk],
  yoghurt: ['#f1f3f9', '#d6def0', yoghurt],
  lemonade: ['#fffbe0', '#f6efae', (pen) => drink(pen, ['#fff6c4', '#f3d768', '#c98f2c'], 'lemon')],
  muscatade: ['#f4f8e4', '#d7e8bf', (pen) => drink(pen, ['#f4f8d4', '#cfe09a', '#94b45c'], 'grape')],
  tea: ['#f4f2e4', '#e0dcbc', tea],
  gift: ['#fdeee8', '#f7d1c4', giftBox],
} satisfies Record<string, readonly [light: string, dark: string, paint: (pen: Pen) => void]>

export type PictureName = keyof typeof drawings

/** Whether there is a picture of this name. */
export function isPicture(name: unknown): name is PictureName {
  return typeof name === 'string' && Object.keys(drawings).includes(name)
}

/** A picture for people who look at it; the text beside it names it, so screen readers pass over it. `bare`: without air. */
export function picture(name: PictureName, { bare = false } = {}): SVGElement {
  const [light, dark, paint] = drawings[name]
  const root = svg('svg', {
    viewBox: '0 0 200 200',
    preserveAspectRatio: 'xMidYMid slice',
    class: 'picture',
    'aria-hidden': 'true',
  })
  const pen = createPen(root)
  if (!bare) pen.draw('rect', { width: 200, height: 200, fill: pen.radial('#fffdf8', light, dark) })
  paint(pen)
  return root
}
