import { element } from '../../../01-shop/src/element.js'
import { stopFilm } from '../film/video.js'
import { session } from '../qianmian.js'

/** Leaves the room: the visit ends, and what it came to stands where the room was. */
export function goodbye(): void {
  const { watchedSeconds } = session.get()
  session.leave()
  stopFilm()
  const minutes = Math.floor(watchedSeconds / 60)
  document
    .getElementById('room')!
    .replaceChildren(
      element(
        'section',
        { class: 'goodbye' },
        element('img', { src: '/favicon.svg', alt: '', width: 64, height: 64 }),
        element('h1', {}, '下次再见'),
        element('p', {}, `这次您看了 ${minutes ? `${minutes} 分 ` : ''}${watchedSeconds % 60} 秒`),
        element('a', { href: location.href }, '回到直播间'),
      ),
    )
}
