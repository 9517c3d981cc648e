import { expect, it } from 'vitest'
import type { LiveMessage } from '../session/LiveMessage.js'
import { createRoom } from '../testing/createRoom.js'
import { type DouyinMessage, type DouyinOptions, douyinMessages } from './douyinMessages.js'

/** Douyin, as its documentation says that it behaves. */
function douyin(answer: 'success' | 'fail' | 'throws' = 'success') {
  const calls: unknown[] = []
  let tell: (told: DouyinMessage | DouyinMessage[]) => void = () => {}
  const host: NonNullable<DouyinOptions['host']> = {
    subscribeLiveInteractPluginMessage({ messageType, success, fail }) {
      calls.push(['subscribe', messageType])
      if (answer === 'throws') throw new Error('no such method')
      if (answer === 'success') success()
      else fail({ errMsg: 'subscribeLiveInteractPluginMessage:fail permission denied' })
    },
    onReceiveLiveInteractPluginMessage(run) {
      tell = run
    },
    unsubscribeLiveInteractPluginMessage: ({ messageType }) => void calls.push(['unsubscribe', messageType]),
  }
  return { host, calls, tell: (told: DouyinMessage | DouyinMessage[]) => tell(told) }
}

const person = { sec_open_id: 'x', nickname: '小明', avatar_url: 'https://example.com/a.png', timestamp: 1 }

it('tells kinds apart by what they carry, and leaves names and texts behind', () => {
  const { host, tell } = douyin()
  const pushed: LiveMessage[] = []
  douyinMessages((message) => pushed.push(message), { host, me: 'me' })
  tell({ ...person, msg_id: '1', like_num: 7 } as DouyinMessage)
  tell([
    { ...person, msg_id: '2', content: '怎么卖' } as DouyinMessage,
    { ...person, msg_id: '3', gift_num: 2, sec_gift_id: 'rose' } as DouyinMessage,
    { msg_id: '4', use_follow_action: 1, sec_open_id: 'me' },
    { msg_id: '5', use_follow_action: 2 },
    { msg_id: '6', fansclub_reason_type: 1 },
    { ...person, msg_id: '7' } as DouyinMessage,
    null as never,
  ])
  expect(pushed).toEqual([
    { kind: 'like', id: '1', own: false, count: 7 },
    { kind: 'comment', id: '2', own: false, properties: { length: 3 } },
    { kind: 'gift', id: '3', own: false, count: 2, properties: { gift_id: 'rose' } },
    { kind: 'follow', id: '4', own: true },
    { kind: 'enter', id: '7', own: false },
  ])
})

it('feeds a session', () => {
  const { host, tell } = douyin()
  const { room, names } = createRoom()
  douyinMessages(room.push, { host, me: 'me' })
  tell({ msg_id: '1', like_num: 7, sec_open_id: 'me' })
  tell({ msg_id: '1', like_num: 7, sec_open_id: 'me' })
  tell({ msg_id: '2', content: 'hi', sec_open_id: 'me' })
  tell({ msg_id: '3', content: 'hi', sec_open_id: 'another' })
  expect(room.get()).toMatchObject({ likes: 7, comments: 1, activity: { comments: 1 } })
  expect(names()).toEqual(['Live Room Entered', 'Live Commented'])
})

it('asks for what it is told to, and for no more once it is stopped', () => {
  const { host, calls, tell } = douyin()
  const pushed: LiveMessage[] = []
  const stop = douyinMessages((message) => pushed.push(message), { host, types: ['live_like'] })
  stop()
  stop()
  tell({ msg_id: '1', like_num: 7 })
  expect(calls).toEqual([
    ['subscribe', ['live_like']],
    ['unsubscribe', ['live_like']],
  ])
  expect(pushed).toEqual([])
})

it.each(['fail', 'throws'] as const)('tells why nothing comes, where Douyin says so (%s)', (answer) => {
  const told: unknown[] = []
  douyinMessages(() => {}, { host: douyin(answer).host, onError: (cause) => told.push(cause) })
  expect(told).toHaveLength(1)
})
