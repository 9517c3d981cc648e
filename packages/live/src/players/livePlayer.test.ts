import { expect, it } from 'vitest'
import { createRoom } from '../testing/createRoom.js'
import { livePlayer } from './livePlayer.js'

const code = (code: number) => ({ type: 'statechange', detail: { code } })

function visit() {
  const player = livePlayer()
  return { ...createRoom({ live: { player } }), player }
}

it('counts from the first picture to the end, without what loads, breaks or is suspended', async () => {
  const { player, room, platform } = visit()
  const states: [code: number, seconds: number][] = [
    [2001, 1],
    [2002, 1],
    [2004, 10],
    // A stutter and what nobody has documented change nothing.
    [2105, 5],
    [2026, 2],
    [2007, 4],
    [2004, 3],
    [2103, 6],
    [3005, 2],
    [2032, 1],
    [6000, 8],
    [2004, 2],
    [2006, 9],
  ]
  for (const [number, seconds] of states) {
    player.change(code(number))
    await platform.advance(seconds * 1000)
  }
  expect(room.get().watchedSeconds).toBe(10 + 5 + 2 + 3 + 1 + 2)
  player.change(code(2004))
  player.change(code(-2301))
  await platform.advance(9_000)
  expect(room.get().watchedSeconds).toBe(23)
})

it('stands still while another page is on top, or the app is away', async () => {
  const { player, room, platform } = visit()
  player.change(code(2004))
  await platform.advance(3_000)
  player.pause()
  player.change(code(2004))
  await platform.advance(3_000)
  player.play()
  await platform.advance(2_000)
  platform.emit('hide')
  await platform.advance(5_000)
  platform.emit('show')
  await platform.advance(1_000)
  expect(room.get().watchedSeconds).toBe(6)
})

it('follows a video too, with its position', async () => {
  const { player, room, platform } = visit()
  const change = (type: string, currentTime?: number) => player.change({ type, detail: { currentTime } })
  change('play')
  await platform.advance(4_000)
  change('waiting')
  await platform.advance(4_000)
  change('timeupdate', 4.2)
  await platform.advance(2_000)
  change('pause')
  change('timeupdate', 6.2)
  await platform.advance(4_000)
  expect(room.get()).toMatchObject({ watchedSeconds: 6, position: 6.2 })
})

it('tells nobody who has stopped to listen', () => {
  const player = livePlayer()
  const states: string[] = []
  const stop = player.watch((state) => states.push(state))
  stop()
  player.change(code(2004))
  expect(states).toEqual(['paused'])
})
