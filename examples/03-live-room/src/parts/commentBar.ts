import { element } from '../../../01-shop/src/element.js'
import { session } from '../qianmian.js'
import { goods } from '../shop/goods.js'
import { icon } from './icon.js'

/** What the viewer can do: say something, vote, look into the bag, and like. */
export interface RoomActions {
  say(text: string): void
  like(): void
  openBag(): void
  openVote(): void
}

/** The foot of the room, with its actions. */
export function commentBar({ say, like, openBag, openVote }: RoomActions) {
  const input = element('input', {
    'aria-label': '说点什么',
    placeholder: '说点什么…',
    maxlength: 60,
    enterkeyhint: 'send',
  })
  const count = element('span', { class: 'count' })
  const submit = (event: Event) => {
    event.preventDefault()
    const text = input.value.trim()
    if (text) say(text)
    input.value = ''
  }

  function update(): void {
    const { likes, activity } = session.get()
    count.textContent = short(likes + (activity?.likes ?? 0))
  }

  update()
  session.subscribe(update)
  const bag = element('button', { type: 'button', class: 'round bag-button', 'aria-label': '购物袋', onclick: openBag })
  bag.append(icon('bag'), element('i', {}, String(goods.length)))
  return element(
    'footer',
    { class: 'bar' },
    bag,
    element('form', { onsubmit: submit }, input),
    element('button', { type: 'button', class: 'round', 'aria-label': '投票', onclick: openVote }, icon('vote')),
    element(
      'button',
      { type: 'button', class: 'round like', 'aria-label': '点赞', onclick: like },
      icon('heart'),
      count,
    ),
  )
}

const short = (count: number) => (count < 10_000 ? String(count) : `${(count / 10_000).toFixed(1)}万`)
