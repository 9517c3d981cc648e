import type { Client } from '@qianmian/core'
import type { liveSession, Player, PlayerState } from '@qianmian/live'
import type { Config, Decision, personalize } from '@qianmian/rules'

/** What a host offers: the same names in the browser and in a mini-program. */
export interface Host {
  createClient(options: { writeKey: string; endpoint: string }): Client
  liveSession: typeof liveSession
  personalize: typeof personalize
}

/** What was decided: moment by moment, by slot, with the viewer's tags and audiences. */
export type Evening = [
  moment: string,
  slots: { [slot: string]: Partial<Decision> },
  tags: string[],
  audiences: string[],
][]

/** Plays one evening in a room of this host, with its own client and session, and tells what was decided at each moment. */
export function playRoom({ createClient, liveSession, personalize }: Host, config: Config): Promise<Evening> {
  const client = createClient({ writeKey: 'evening', endpoint: 'http://127.0.0.1:9' })
  const rules = personalize(client, { config, pollMs: 0 })
  let tell: (state: PlayerState) => void = () => {}
  const player: Player = {
    watch(run) {
      tell = run
      run('paused')
      return () => {}
    },
  }
  const told: Evening = []
  const note = (moment: string) => {
    const slots = Object.keys(config.slots!).map((slot) => {
      const { reason, experience, variation, payload, revision } = rules.decide(slot)
      return [slot, { reason, experience, variation, payload, revision }]
    })
    told.push([moment, Object.fromEntries(slots), [...rules.visitor().tags], [...rules.visitor().audiences]])
  }
  return client.ready.then(() => {
    note('outside')
    const room = liveSession(client, { room: 'zhishang', session: 'b1', startedAt: Date.now(), player })
    note('entered')
    room.explain('muscat')
    note('青提 is explained')
    for (const kind of ['like', 'comment', 'gift', 'follow', 'enter'] as const)
      for (const own of [true, false]) room.push({ kind, id: `${kind} ${own}`, own })
    note('messages came')
    client.track('Coupon Claimed', { activity: 'newcomer' })
    room.explain('orange')
    note('脐橙 is explained')
    rules.slot('product_orange').viewed()
    room.explain('cherry')
    note('the offer was seen, and 车厘子 is explained')
    client.track('Order Completed', { total: 89, products: [{ product_id: 'cherry', price: 89, quantity: 1 }] })
    note('ordered')
    const watched = (seconds: number) =>
      new Promise<void>((resolve) => {
        const stop = room.subscribe(({ watchedSeconds }) => {
          if (watchedSeconds < seconds) return
          stop()
          resolve()
        })
      })
    tell('playing')
    return watched(2)
      .then(() => {
        note('two seconds were watched')
        return watched(3)
      })
      .then(() => {
        tell('paused')
        note('three seconds were watched')
        room.leave()
        note('left')
        client.stop()
        return told
      })
  })
}
