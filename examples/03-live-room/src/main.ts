import '../../01-shop/src/styles/base.css'
import '../../01-shop/src/styles/controls.css'
import '../../01-shop/src/styles/sheet.css'
import './styles/room.css'
import './styles/chat.css'
import './styles/hearts.css'
import './styles/panels.css'
import { douyinMessages } from '@qianmian/live'
import { element } from '../../01-shop/src/element.js'
import { broadcast } from './broadcast.js'
import { chatList } from './chat/chatList.js'
import { createReplay, ME, type RoomMessage } from './chat/createReplay.js'
import { defineRoom, goodAt } from './defineRoom.js'
import { startFilm, video } from './film/video.js'
import { anchorBar } from './parts/anchorBar.js'
import { bagSheet } from './parts/bagSheet.js'
import { buySheet } from './parts/buySheet.js'
import { commentBar } from './parts/commentBar.js'
import { explainedCard } from './parts/explainedCard.js'
import { hearts } from './parts/hearts.js'
import { voteSheet } from './parts/voteSheet.js'
import { explainedAt } from './programme.js'
import { client, session } from './qianmian.js'
import { findGood } from './shop/goods.js'

const replay = createReplay(broadcast.seconds)
const chat = chatList()
const rising = hearts()
const card = explainedCard()

const follow = () => session.get().followed || replay.say({ nickname: '我', use_follow_action: 1 })

function like(): void {
  session.like()
  rising.rise(1)
}

defineRoom(follow)
document.getElementById('room')!.append(
  video,
  element('div', { class: 'shade' }),
  anchorBar(follow),
  element(
    'div',
    { class: 'foot' },
    element(
      'div',
      { class: 'over' },
      element('qm-slot' as 'div', { name: 'live_lottery' }),
      element('qm-slot' as 'div', { name: 'live_popup' }),
    ),
    chat.node,
    card.node,
  ),
  rising.node,
  commentBar({
    say: (content) => replay.say({ nickname: '我', content }),
    like,
    openBag: bagSheet,
    openVote: voteSheet,
  }),
)
chat.notice('欢迎来到枝上鲜果直播间。理性消费，请勿轻信场外交易。')
video.addEventListener('dblclick', like)

// What happens in the room goes through the platform's messages, to the session and to the chat.
douyinMessages(session.push, { host: replay, me: ME })
replay.onReceiveLiveInteractPluginMessage((messages) => {
  for (const message of ([] as RoomMessage[]).concat(messages as RoomMessage[])) {
    chat.show(message)
    if (message.like_num) rising.rise(message.like_num)
  }
})

function follows(): void {
  const good = findGood(explainedAt(broadcast.seconds()))!
  session.explain({ product_id: good.id, name: good.name })
  card.show(good)
}
follows()
setInterval(follows, 250)
startFilm()
client.page('Live Room')

const wanted = goodAt(location.pathname)
if (wanted) buySheet(wanted)
