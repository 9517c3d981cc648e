import type { Recurrence, Schedule } from '../config.js'
import { clauseInEnglish } from './expectedInEnglish.js'
import type { Naming } from './naming.js'
import type { Phrases } from './phrases.js'

/** Every decision and every check in English. */
export const resultsInEnglish: Phrases = {
  decision: {
    chosen: ({ slot, experience, variation }, naming) =>
      `${naming.slot(slot)} shows ${naming.experience(experience!)}, variation ${variation}.`,
    preview: ({ slot, experience, variation }, naming) =>
      `${naming.slot(slot)} shows ${naming.experience(experience!)}, variation ${variation}, because a preview asks for it.`,
    default: ({ slot }, naming) => `${naming.slot(slot)} shows its default.`,
    withheld: ({ slot, withheld }, naming) =>
      `${naming.slot(slot)} shows its default: this visitor is in the holdout, and would see ${naming.experience(withheld!.experience)} otherwise.`,
    pending: ({ slot }, naming) => `${naming.slot(slot)} still waits for the document.`,
  },
  shown: (experience) => `${experience} is chosen.`,
  notShown: (experience, why) => `${experience} is not shown: ${why}.`,
  checks: {
    supported: ({ code, features = [], zone, traits = [] }) =>
      ({
        feature: `this page cannot show it: it needs ${features.join(', ')}`,
        zone: `this device cannot compute the time zone ${zone}`,
        history: `the history is incomplete: ${traits.join(', ')} began to count after this visitor was first seen`,
        consent: 'it depends on the person, and this visitor has not agreed to that',
        operator: 'it needs something that this version of the SDK does not know',
      })[code] ?? code,
    enabled: ({ document }) =>
      document === false
        ? 'the whole document is switched off ("enabled": false)'
        : 'it is switched off ("enabled": false)',
    schedule: (schedule, naming) => `it shows only ${scheduleInEnglish(schedule, naming)}`,
    quiet: ({ from, to }) => `nothing new shows in the quiet hours from ${from} to ${to}`,
    audience: ({ audience, path, expected, actual }, naming) =>
      `the visitor is not in ${audience.map(naming.audience).join(' or ') || 'any audience'}${
        path ? `: ${clauseInEnglish({ path, expected, actual }, naming)}` : ''
      }`,
    when: (clause, naming) => clauseInEnglish(clause, naming),
    trigger: ({ event, count, seen }) =>
      `"${event}" must happen ${times(count)} first, and has happened ${times(seen)}`,
    stopOn: ({ event }) => `"${event}" has happened, which ends it`,
    cooldown: ({ after, until }, naming) => `it rests until ${naming.time(until)}, after ${AFTER[after]}`,
    caps: ({ scope, count, per, used }) =>
      `${SCOPES[scope]} been seen ${times(used)}${PER[per] ?? ` within ${spanInEnglish(per)}`}, and ${times(count)} is the most`,
    group: ({ group, occupants }, naming) =>
      `${occupants.map(naming.experience).join(', ')} of the same group (${group}) ${occupants.length > 1 ? 'are' : 'is'} on show`,
    experiment: ({ key, coverage, hashAttribute, fallbackAttribute }) =>
      coverage !== undefined && coverage < 1
        ? `this visitor does not take part in the experiment ${key}, which ${Math.round(coverage * 1000) / 10}% do`
        : `the visitor has no ${[hashAttribute ?? 'anonymousId', fallbackAttribute].filter((one) => one).join(' and no ')} for the experiment ${key} to go by`,
    outranked: ({ by }, naming) => `${by.map(naming.experience).join(', ') || 'another one'} comes first`,
  },
}

const times = (count: number) => (count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`)
const AFTER = { view: 'a view', click: 'a click', dismiss: 'a dismissal', conversion: 'a conversion' }
const SCOPES = { experience: 'it has', group: 'those of its group have', document: 'those that share a limit have' }
const PER: { readonly [per: string]: string } = { session: ' in this session', lifetime: '' }
const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']

function spanInEnglish(span: string): string {
  const count = Number.parseInt(span, 10)
  return `${count} ${span.endsWith('h') ? 'hour' : 'day'}${count === 1 ? '' : 's'}`
}

function scheduleInEnglish({ start, end, recur, tz }: Schedule, naming: Naming): string {
  const parts = [
    start === undefined ? '' : `from ${naming.time(start, tz)}`,
    end === undefined ? '' : `until ${naming.time(end, tz)}`,
    recur ? recurrenceInEnglish(recur, naming, tz) : '',
  ]
  return parts.filter((part) => part).join(', ') + (tz ? ` (${tz})` : '')
}

function recurrenceInEnglish(recur: Recurrence, naming: Naming, tz: string | undefined): string {
  const { type, interval = 1, daysOfWeek = [], daysOfMonth = [], dates = [], from, to, until, count } = recur
  const days = {
    daily: '',
    weekly: `on ${daysOfWeek.map((day) => DAYS[day]).join(', ')}`,
    monthly: `on ${daysOfMonth.map((day) => (day < 0 ? 'the last day' : `day ${day}`)).join(', ')} of a month`,
    dates: `on ${dates.join(', ')}`,
  }[type]
  const every =
    interval > 1
      ? `every ${interval} ${{ daily: 'days', weekly: 'weeks', monthly: 'months', dates: 'dates' }[type]}`
      : ''
  const hours = from || to ? `${from ?? '00:00'} to ${to ?? '24:00'}` : ''
  const last = [count ? `${times(count)} in all` : '', until ? `until ${naming.time(until, tz)}` : '']
  return [every, days, hours, ...last].filter((part) => part).join(', ')
}
