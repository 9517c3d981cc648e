import type { Client, Clock, Json, PluginContext, Stop } from '@qianmian/core'
import type { ActivityAnswer, ActivityServer } from './activity.js'
import { answered, began, looked, type Standing, UNKNOWN } from './standing.js'

export interface ActivitiesOptions {
  /** What happens is recorded here; time, network and the visitor's identity are this client's. */
  readonly client: Pick<Client, 'track' | 'use'>
  readonly server: ActivityServer
  /** The seconds that this visitor has watched, for rewards of watch time. */
  watched?(): number
}

/** The activities of a page: what all of its widgets share. */
export interface Activities {
  readonly client: Pick<Client, 'track'>
  readonly clock: Clock
  /** The server's time in ms: never ahead of it, whatever the device's clock says. The device's, until the first answer. */
  now(): number
  watched(): number
  /** Whether the visitor can see the page. */
  shown(): boolean
  get(activity: string): Standing
  /** Looks at an activity, and runs `run` whenever it stands differently, and when the page is shown again. */
  follow(activity: string, run: () => void): Stop
  /** Asks the server again in `ms`, or up to `spread` later: all viewers have reason to ask in the same moment. */
  look(activity: string, ms: number, spread: number): void
  /** Does one thing; null: another is under way, or no answer came. What had no answer has the same id next time. */
  act(activity: string, action: string, value?: Json): Promise<ActivityAnswer | null>
  stop(): void
}

/** After a look that had no answer, the next one comes within twice this. */
const AGAIN_MS = 15_000
/** A first look waits for others to go along, and viewers who arrive together don't ask together. */
const FIRST_MS = 500
/** The longest that a timer is set for: hosts keep 31 bits of ms. */
const MOST_MS = 3_600_000

/** Joins the server that decides to the widgets that show it. */
export function createActivities({ client, server, watched = () => 0 }: ActivitiesOptions): Activities {
  let context!: PluginContext
  let offset = Number.NEGATIVE_INFINITY
  let shown = true
  /** This visitor's place in a spread, from 0 to 1: drawn once, or who asks often would always be the first. */
  let place = 0
  /** Grows when the visitor is another person: what was asked for the one before is not shown to the next. */
  let person = 0
  let timer: { at: number; stop: Stop } | undefined
  const standings = new Map<string, Standing>()
  const followers = new Map<string, Set<() => void>>()
  /** When to look, by `elapsed`. */
  const due = new Map<string, number>()
  const ids = new Map<string, string>()
  /** How often something was done: a look that began before tells of a past. */
  const acts = new Map<string, number>()

  const clock = () => context.platform.clock
  const get = (activity: string) => standings.get(activity) ?? UNKNOWN

  function set(activity: string, standing: Standing): void {
    standings.set(activity, standing)
    for (const run of followers.get(activity) ?? []) run()
  }

  /** An answer is late by its way here, so the greatest offset is the nearest to the truth. */
  function correct(now: number): void {
    offset = Math.max(offset, now - clock().elapsed())
  }

  function fail(cause: unknown): null {
    context.report('activities', 'no answer', cause)
    return null
  }

  function look(activity: string, ms: number, spread: number): void {
    if (!activity) return
    const at = clock().elapsed() + ms + spread * place
    if (at < (due.get(activity) ?? Number.POSITIVE_INFINITY)) due.set(activity, at)
    schedule()
  }

  function schedule(): void {
    if (!shown || !due.size || !context.consent().analytics) return
    const at = Math.min(...due.values())
    if (timer && timer.at <= at) return
    timer?.stop()
    timer = { at, stop: clock().after(Math.min(MOST_MS, Math.max(0, at - clock().elapsed())), ask) }
  }

  async function ask(): Promise<void> {
    timer = undefined
    const whose = person
    // What would be asked for within a second goes along.
    const names = [...due.keys()].filter((name) => due.get(name)! < clock().elapsed() + 1000)
    for (const name of names) due.delete(name)
    const before = names.map((name) => acts.get(name))
    schedule()
    if (!names.length) return
    try {
      const { now, activities } = await server.look(names)
      if (whose !== person) return
      correct(now)
      names.forEach((name, index) => {
        const state = activities[name]
        if (state && acts.get(name) === before[index]) set(name, looked(get(name), state))
      })
    } catch (cause) {
      fail(cause)
      if (whose === person) for (const name of names) if (followers.has(name)) look(name, AGAIN_MS, AGAIN_MS)
    }
  }

  function lookAtAll(): void {
    for (const activity of followers.keys()) look(activity, 0, FIRST_MS)
  }

  async function act(activity: string, action: string, value?: Json): Promise<ActivityAnswer | null> {
    if (get(activity).doing) return null
    const whose = person
    const intention = JSON.stringify([activity, action, value])
    const id = ids.get(intention) ?? context.platform.id()
    ids.set(intention, id)
    acts.set(activity, (acts.get(activity) ?? 0) + 1)
    set(activity, began(get(activity), action))
    const answer = await Promise.resolve()
      .then(() => server.act({ activity, action, id, value }))
      .catch(fail)
    if (whose !== person) return null
    if (answer) {
      ids.delete(intention)
      correct(answer.now)
    }
    set(activity, answered(get(activity), action, answer))
    return answer
  }

  const stop = client.use({
    name: 'activities',
    setup(given) {
      context = given
      place = given.platform.random()
      const { lifecycle } = given.platform
      const ends = [
        lifecycle.on('hide', () => {
          shown = false
          timer?.stop()
          timer = undefined
        }),
        lifecycle.on('show', () => {
          shown = true
          schedule()
          lookAtAll()
          for (const runs of followers.values()) for (const run of runs) run()
        }),
      ]
      given.on('consent', schedule)
      given.on('person', ({ kept }) => {
        if (!kept) {
          person++
          ids.clear()
          for (const activity of standings.keys()) set(activity, UNKNOWN)
        }
        lookAtAll()
      })
      return () => {
        for (const end of ends) end()
        timer?.stop()
        due.clear()
      }
    },
  })

  return {
    client,
    get clock() {
      return clock()
    },
    now: () => (offset > 0 ? offset + clock().elapsed() : context.now()),
    watched,
    shown: () => shown,
    get,
    follow(activity, run) {
      const runs = followers.get(activity) ?? new Set()
      followers.set(activity, runs.add(run))
      look(activity, 0, FIRST_MS)
      return () => {
        runs.delete(run)
        if (runs.size || followers.get(activity) !== runs) return
        followers.delete(activity)
        due.delete(activity)
      }
    },
    look,
    act,
    stop,
  }
}
