import { element } from '../../../01-shop/src/element.js'
import { ME, type RoomMessage } from './createReplay.js'

const MOST = 30

/** The chat: the newest at the foot, what is above fades. Comments stay; who enters is told in one line that changes. */
export function chatList() {
  const list = element('ol', {
    class: 'chat-lines',
    role: 'log',
    'aria-label': '评论',
    'aria-live': 'off',
    tabindex: 0,
  })
  const arrivals = element('p', { class: 'arrivals' })
  const isAtFoot = () => list.scrollHeight - list.scrollTop - list.clientHeight < 60

  function add(...content: (Node | string)[]): void {
    const stays = isAtFoot()
    list.append(element('li', {}, ...content))
    while (list.children.length > MOST) list.firstElementChild!.remove()
    if (stays) list.scrollTop = list.scrollHeight
  }

  return {
    node: element('section', { class: 'chat' }, list, arrivals),
    /** Shows what a message says. Likes are shown elsewhere. */
    show({ nickname, content, gift_name, use_follow_action, like_num, sec_open_id }: RoomMessage): void {
      const mine = sec_open_id === ME
      const name = element('b', { class: mine ? 'mine' : `hue-${hueOf(nickname)}` }, nickname)
      if (content !== undefined) add(name, content)
      else if (gift_name) add(name, element('em', {}, `送出 ${gift_name}`))
      else if (use_follow_action) add(name, element('em', {}, '关注了主播'))
      else if (like_num === undefined) arrivals.replaceChildren(name, ' 来了')
    },
    notice: (text: string) => add(element('em', { class: 'notice' }, text)),
  }
}

/** A name has always the same colour. */
const hueOf = (name: string) => [...name].reduce((sum, letter) => sum + letter.codePointAt(0)!, 0) % 5
