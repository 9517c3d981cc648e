import { createClient } from '@qianmian/h5'
import { hlsPlayer, type LiveSession, liveSession, type Player, videoPlayer, xgPlayer } from '@qianmian/live'
import Hls from 'hls.js'
import XgPlayer from 'xgplayer'

declare global {
  interface Window {
    room: LiveSession
    media: HTMLVideoElement
    /** Ends the player as its owner would. */
    end(): void
  }
}

const { kind, endpoint, started } = Object.fromEntries(new URLSearchParams(location.search))
const stage = document.querySelector<HTMLElement>('#stage')!

function element(): HTMLVideoElement {
  const video = Object.assign(document.createElement('video'), { muted: true, width: 320, height: 180 })
  stage.append(video)
  return video
}

const players: Record<string, () => [player: Player, media: () => HTMLVideoElement, end: () => void]> = {
  video() {
    const video = Object.assign(element(), { src: '/film.mp4' })
    return [videoPlayer(video), () => video, () => video.removeAttribute('src')]
  },
  xgplayer() {
    const player = new XgPlayer({ el: stage, url: '/film.mp4', autoplayMuted: true, width: 320, height: 180 })
    return [xgPlayer(player), () => player.media as HTMLVideoElement, () => player.destroy()]
  },
  hls() {
    const video = element()
    const hls = new Hls({ enableWorker: false, startPosition: 0, maxBufferHole: 0.5, liveSyncDurationCount: 1 })
    hls.loadSource('/live.m3u8')
    const player = hlsPlayer(hls)
    hls.attachMedia(video)
    return [player, () => video, () => hls.destroy()]
  },
}

const [player, media, end] = players[kind!]!()
const client = createClient({ writeKey: 'demo', endpoint: endpoint!, flushIntervalMs: 200 })
window.room = liveSession(client, { room: 'r', player, ...(started && { startedAt: Number(started) }) })
Object.defineProperty(window, 'media', { get: media })
window.end = end
