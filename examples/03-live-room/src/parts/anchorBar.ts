import { element } from '../../../01-shop/src/element.js'
import { icon } from '../../../01-shop/src/parts/icon.js'
import { session } from '../qianmian.js'
import { goodbye } from './goodbye.js'

/** Who is on air, a way to follow them, how many have come so far, and the way out. */
export function anchorBar(follow: () => void) {
  const button = element('button', { type: 'button', class: 'follow', onclick: follow }, '关注')
  const viewers = element('span', { class: 'viewers' })

  function update(): void {
    const { followed, activity } = session.get()
    button.disabled = followed
    button.textContent = followed ? '已关注' : '关注'
    viewers.textContent = `${(activity?.enters ?? 0) + 1} 人来过`
  }

  update()
  session.subscribe(update)
  return element(
    'header',
    { class: 'top' },
    element(
      'div',
      { class: 'anchor' },
      element('img', { src: '/favicon.svg', alt: '', width: 34, height: 34 }),
      element(
        'div',
        {},
        element('b', {}, '枝上鲜果'),
        element('small', {}, element('i', { class: 'on-air' }), '直播中'),
      ),
      button,
    ),
    element(
      'div',
      { class: 'way-out' },
      viewers,
      element(
        'button',
        { type: 'button', class: 'leave', 'aria-label': '离开直播间', onclick: goodbye },
        icon('close'),
      ),
    ),
  )
}
