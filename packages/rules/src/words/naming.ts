import { calendar } from '../calendar.js'
import type { Config, Schedule } from '../config.js'
import { has, isObject } from '../json.js'
import { moment } from '../schedule.js'
import { timeInWords } from './timeInWords.js'

/** What a document knows of its own names and times, for people to read. */
export interface Naming {
  /** `重要挽留 (important_churning)` where the document says what people call it, else `important_churning`. */
  tag(name: string): string
  audience(name: string): string
  slot(name: string): string
  experience(id: string): string
  /** A moment, in ms since the epoch or as the document writes it, in the document's time zone. */
  time(at: number | string | undefined, tz?: Schedule['tz']): string
}

export function naming(config: Config | null | undefined): Naming {
  const called = (section: unknown, name: string) => {
    const one = isObject(section) && has(section, name) ? section[name] : undefined
    const title = isObject(one) ? one.name : undefined
    return typeof title === 'string' ? `${title} (${name})` : name
  }
  const experiences = Object.fromEntries((config?.experiences ?? []).map((one) => [one.id, one]))
  return {
    tag: (name) => called(config?.tags, name),
    audience: (name) => called(config?.audiences, name),
    slot: (name) => called(config?.slots, name),
    experience: (id) => called(experiences, id),
    time(at, tz = config?.tz) {
      if (typeof at === 'number') return timeInWords(at, tz)
      const found = moment(at, calendar(tz) ?? calendar()!)
      return Number.isFinite(found) ? timeInWords(found!, tz) : `${at ?? ''}`
    },
  }
}
