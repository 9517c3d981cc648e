import { type Client, type ClientError, type ClientOptions, createCoreClient, type RecordedEvent } from '@qianmian/core'
import { createDisk, createMemoryPlatform, type MemoryPlatform } from '@qianmian/core/testing'
import { type LiveOptions, type LiveSession, liveSession } from '../session/liveSession.js'
import type { Player, PlayerState } from '../session/Player.js'

/** A player that does what a test says. */
export interface ScriptedPlayer extends Player {
  /** Where it is, and how far behind: what it says when it is asked. */
  at?: number
  behind?: number
  become(state: PlayerState): void
}

function scriptedPlayer(state: PlayerState = 'playing'): ScriptedPlayer {
  const watchers = new Set<(state: PlayerState) => void>()
  const player: ScriptedPlayer = {
    watch(run) {
      watchers.add(run)
      run(state)
      return () => watchers.delete(run)
    },
    position: () => player.at,
    latency: () => player.behind,
    become(next) {
      state = next
      for (const run of watchers) run(state)
    },
  }
  return player
}

/** What a test may set up differently. */
export interface RoomOptions {
  live?: Partial<LiveOptions>
  client?: Partial<ClientOptions>
  disk?: MemoryPlatform['disk']
  random?: number
  /** Runs before the viewer enters. */
  before?(client: Client, platform: MemoryPlatform): void
}

/** One viewer's visit to the room `r`, in front of a player that plays; and what was recorded, the SDK's session aside. */
export function createRoom({ live, client: options, disk = createDisk(), random = 0, before }: RoomOptions = {}) {
  const platform = createMemoryPlatform(disk, () => random)
  const errors: ClientError[] = []
  const recorded: RecordedEvent[] = []
  const client = createCoreClient(platform, {
    writeKey: 'demo',
    endpoint: 'https://collect.example.com',
    onError: (error) => errors.push(error),
    ...options,
  })
  client.use({
    name: 'recorder',
    setup: ({ on }) => on('event', (event) => void (event.event !== 'Session Started' && recorded.push(event))),
  })
  before?.(client, platform)
  const player = scriptedPlayer()
  const room: LiveSession = liveSession(client, { room: 'r', player, ...live })
  return {
    platform,
    client,
    errors,
    recorded,
    disk,
    player,
    room,
    names: () => recorded.map(({ event, type }) => event ?? type),
    /** The properties of all events of a name. */
    of: (name: string) => recorded.filter(({ event }) => event === name).map(({ properties }) => properties!),
    /** What was recorded as watched, in seconds. */
    watched: () =>
      recorded.reduce(
        (sum, { event, properties }) => sum + (event === 'Live Watched' ? Number(properties!.seconds) : 0),
        0,
      ),
  }
}
