import type { IssueCode, IssueValues, NameKind } from '../check/issueValues.js'
import { PLAIN_MARKS } from './plainMarks.js'
import { SECTIONS } from './sections.js'
import { type SyntaxHint, syntaxHint } from './syntaxHint.js'

/** Every issue in English. */
export const issuesInEnglish: { readonly [code in IssueCode]: (values: IssueValues[code]) => string } = {
  json: ({ line, column, found = '', wanted = 'value' }) =>
    line === undefined
      ? 'This is no JSON.'
      : `This is no JSON from line ${line}, column ${column} on: ${CHARACTERS[found] ?? (found ? quoted(found) : 'the end')} stands where ${WANTED[wanted]} should.${hint(found, wanted)}`,
  failed: () => 'This could not be examined to the end. Does something in it nest a thousand times?',
  schema: ({ wanted }) => `"schema" must be ${wanted}.`,
  type: ({ wanted, given }) =>
    `This must be ${any(wanted.split('|').map(typeName))}${given ? `, not ${typeName(given)}` : ''}.`,
  missing: ({ name }) => `${quoted(name)} is missing here.`,
  unknownMember: ({ name, suggestion }) => `${quoted(name)} means nothing here and is ignored.${meant(suggestion)}`,
  form: ({ form, given, choices = [] }) =>
    `${quoted(given)} cannot be read. Write ${any([...(FORMS[form] ? [FORMS[form]] : []), ...choices.map(quoted)])}.`,
  choice: ({ choices, given, suggestion }) =>
    `${quoted(given)} is not possible here. Write ${any(choices.map(quoted))}.${meant(suggestion)}`,
  range: ({ given, minimum, maximum }) =>
    `${given} is out of range. Write a number ${
      maximum === undefined ? `of ${minimum} or more` : `from ${minimum} to ${maximum}`
    }.${maximum === 1 && given > 1 && given <= 100 ? ` ${given}% is ${given / 100}.` : ''}`,
  integer: ({ given }) => `${given} must be a whole number.`,
  length: ({ given, minimum, maximum }) =>
    `There must be ${minimum === maximum ? 'exactly' : 'at least'} ${minimum} of these, and there ${given === 1 ? 'is' : 'are'} ${given}.`,
  alternative: ({ alternatives }) =>
    `It cannot be told what this is. Give it ${any(alternatives.map((names) => names.map(quoted).join(' and ')))}.`,
  name: ({ name, kind, suggestion }) =>
    `${kind ? `The ${KINDS[kind]} ` : ''}${quoted(name)} is used here, but it is not defined.${meant(suggestion)}${
      kind && !suggestion ? ` Define it under "${SECTIONS[kind]}".` : ''
    }`,
  slot: ({ name, suggestion }) => `There is no slot ${quoted(name)}.${meant(suggestion) || ' Add it under "slots".'}`,
  duplicate: ({ name }) =>
    `${quoted(name)} stands here for the second time, and only the first one counts. Give this one another name.`,
  repeated: ({ name, line }) =>
    `${quoted(name)} stands twice in the same { }, the second time on line ${line}: only the last one counts. Join the two, or give one of them another name.`,
  spelling: ({ name, suggestion }) =>
    `The event ${quoted(name)} is not the event ${quoted(suggestion)}: names count letter by letter. If they are one, write ${quoted(suggestion)}.`,
  reserved: ({ name }) => `${quoted(name)} already means something in conditions. Give this trait another name.`,
  unreadable: ({ name }) =>
    `No condition can read a trait named ${quoted(name)}. A name has at least one letter, no dot, and does not begin with "$".`,
  unused: ({ kind, name }) =>
    kind === 'slot'
      ? `No experience shows in the slot ${quoted(name)}: it always shows its default.`
      : `Nothing in this document uses the ${KINDS[kind]} ${quoted(name)}. Keep it if a page or a report does; otherwise take it out.`,
  cycle: ({ name, chain = [name, name] }) =>
    `These traits wait for one another, so that none of them ever has a value: ${chain.join(' → ')}. Let one of them read something else.`,
  depth: () =>
    'This condition is nested too deeply to be read. Make tags or audiences of its parts, and refer to them by name.',
  layer: ({ name, kind, by = '' }) =>
    `${kind ? `The ${KINDS[kind]} ${quoted(by)}` : 'This'} reads ${quoted(name)}, which is computed later. The order is: channels, traits, tags, audiences, experiences. Refer only to what comes before.`,
  operator: ({ name, suggestion }) =>
    `There is no operator ${quoted(name)}, so what needs it is never shown.${meant(suggestion)}`,
  regex: ({ name }) =>
    `${quoted(name)} is not allowed in a published document, because a pattern can make a page hang. Use "$startsWith", "$endsWith", "$contains" or "$in".`,
  misplaced: ({ name }) =>
    `${quoted(name)} stands where only attributes may. Write it like this: {"orders": {"$gte": 3}}.`,
  missingExists: ({ name, operator, example }) =>
    `A visitor without any ${quoted(name)} passes ${quoted(operator)} too, as a missing value counts as less. To leave such visitors out, write ${example}.`,
  list: ({ name, example }) =>
    `${quoted(name)} is a list of names, and this compares it as a whole. To ask whether a name is in it, write ${example}.`,
  wholeList: ({ name, example }) =>
    `This holds only where ${quoted(name)} is a list, and the same as this one. To ask for one of these, write ${example}.`,
  attribute: ({ name, suggestion }) =>
    `The SDK tells no ${quoted(name)}.${meant(suggestion)} If your own page tells it, leave it.`,
  contradiction: ({ name, parts }) =>
    `Nobody can satisfy this: ${quoted(name)} can never be ${parts.join(' and also ')}.`,
  unreachable: ({ by }) =>
    `This never shows: whoever could see it is always shown ${all(by.map(quoted))} first. Give it a higher priority, or let fewer visitors see the other.`,
  tie: ({ others, priority, slot }) =>
    `${all(others.map(quoted))} ${others.length > 1 ? 'have' : 'has'} the same priority (${priority}) in the slot ${quoted(slot)} and may suit the same visitors. What stands earlier in the file wins. Give each its own priority.`,
  capZero: () => 'With a count of 0 this never shows. To switch something off, write "enabled": false instead.',
  noExperiment: ({ count }) =>
    `There are ${count} variations and no experiment, so visitors are split equally. Add an "experiment" with a key of its own, or keep one variation.`,
  weightsCount: ({ weights, variations }) =>
    `There are ${weights} weights for ${variations} variations, so the weights are not used. Write one for each.`,
  weightsSum: ({ sum }) => `The weights sum up to ${sum}. They must sum up to 1.`,
  experimentReused: ({ key, other }) =>
    `${quoted(other)} has the experiment ${quoted(key)} too, so the same visitors get the same variation in both. Give each experiment its own key.`,
  closedInVain: ({ type }) =>
    `Visitors can close this ${type}, and are shown it again at once. Write "cooldown": {"after":"dismiss","for":"1d"}, a cap or a trigger; or "dismissible": false in its payload.`,
  expired: ({ at }) =>
    `The document expired at ${at}, and pages take it no longer. Write a later time, or leave "expires" out.`,
  over: ({ end }) => `This schedule was over at ${end}. Write a later end, or take the experience out.`,
  emptySchedule: ({ start, end }) =>
    `The schedule begins at ${start} and ends at ${end}, so it is never open. Write an end after the start.`,
  noStart: ({ member }) =>
    `${quoted(member)} is counted from the schedule's start, and this one has none. Write a "start", such as "2026-12-01T00:00:00+08:00".`,
  endOfDate: ({ member, given, next }) =>
    `${quoted(given)} is 00:00 of that date, so nothing shows on it. To include the day, write ${quoted(member)}: ${quoted(next)}; if it is meant so, write ${quoted(`${given}T00:00`)}.`,
  neverOpens: ({ type, member }) => `A ${type} recurrence without ${quoted(member)} never opens. List some.`,
  quietAllDay: ({ from, to }) => `The quiet hours from ${from} to ${to} are the whole day: nothing new ever shows.`,
  quietNever: ({ from }) =>
    `The quiet hours begin and end at ${from}, so there are none. Write "00:00" to "24:00" for the whole day.`,
  shortHistory: ({ span, days }) =>
    `${quoted(span)} is longer than every browser remembers: Safari deletes what a site has stored after ${days} days of use in which the visitor did nothing there (https://webkit.org/blog/10218/full-third-party-cookie-blocking-and-more/). Mini-programs keep it. Where it matters, let the collector restore visitors who have signed in.`,
  deviceGuard: ({ type, by }) =>
    `Only what this device remembers (${by.join(', ')}) decides who gets this ${type}: whoever clears or edits that can have it again. Let your server check it when it is redeemed, or ask for an attribute that your server supplies ("user.…").`,
  personalPrice: ({ member, by }) =>
    `The price in ${quoted(member)} depends on who looks (${by.join(', ')}). In China, treating people differently in price by automated decision may be unlawful (大数据杀熟: PIPL article 24, E-Commerce Law article 18). Show everybody the same price, and give discounts by rules that everybody can read.`,
  shareReward: ({ event, reward }) =>
    `${quoted(event)} earns visitors ${quoted(reward)}. WeChat forbids rewards for sharing (诱导分享) and can block the page or the mini-program. Reward something else.`,
  url: ({ given }) =>
    `${quoted(given)} is no address that the SDK opens. Write one that begins with https: or http:, a relative path, or the path of a mini-program's page.`,
  noScheme: ({ given }) =>
    `${quoted(given)} is a path of the page's own site. To lead to another site, write ${quoted(`https://${given}`)}.`,
  against: () => 'The older document cannot be read, so that nothing was compared with it.',
  otherDocument: ({ id, before }) =>
    `This is the document ${quoted(id)}, and the older one is ${quoted(before)}. Are these the files you meant?`,
  revision: ({ revision, before }) =>
    `Revision ${revision} does not come after ${before}: pages that have ${before} keep it. Write ${Math.floor(before) + 1}, for a rollback too.`,
  tzChanged: ({ tz, before }) =>
    `Days were those of ${before} and are now those of ${tz}: counts by date shift by up to a day for a while.`,
  traitReset: ({ name, changed }) =>
    `${quoted(name)} starts anew for every visitor, because ${all(changed.map(quoted))} changed. To keep the history, leave this trait as it was and add another one.`,
  traitNew: ({ name, renamed }) =>
    `${quoted(name)} counts only from this revision on. For visitors who are known already it is unknown until its window has passed once, and what needs it does not show; "incomplete": "use" takes it as it is.${
      renamed ? ` It is what ${quoted(renamed)} was: under the old name the history stays.` : ''
    }`,
  removed: ({ kind, name, renamed }) =>
    `The ${KINDS[kind]} ${quoted(name)} is no longer there.${
      kind === 'trait' || kind === 'tag'
        ? ' What visitors have of it is forgotten.'
        : kind === 'slot'
          ? ' Pages that offer it show nothing there.'
          : renamed
            ? ` It is now ${quoted(renamed)}, and how often visitors have seen or closed it is counted anew: under the old id its caps and cooldowns go on.`
            : ''
    }`,
  tagShorter: ({ name, changed }) =>
    `Visitors who have the tag ${quoted(name)} lose it sooner, because ${quoted(changed)} changed. To let them keep it, leave it as it was.`,
  reshuffled: ({ name, changed, sticky }) =>
    `Visitors of ${quoted(name)} may get another variation than before, because ${all(changed.map(quoted))} changed. ${
      sticky ? 'Who has seen one keeps it ("sticky").' : 'Results from before and after must not be added up.'
    }`,
  holdoutChanged: ({ changed }) =>
    `Other visitors than before may be held out, because ${all(changed.map(quoted))} changed. Results from before and after must not be added up.`,
}

const quoted = (text: string) => `"${text}"`
const list = (items: readonly string[], word: string) =>
  items.length < 2 ? `${items[0] ?? ''}` : `${items.slice(0, -1).join(', ')} ${word} ${items[items.length - 1]}`
const any = (items: readonly string[]) => list(items, 'or')
const all = (items: readonly string[]) => list(items, 'and')
const meant = (suggestion: string | undefined) => (suggestion ? ` Did you mean ${quoted(suggestion)}?` : '')

const TYPES: { [type: string]: string } = {
  string: 'a text in quotes',
  number: 'a number',
  boolean: 'true or false',
  object: 'an object in { }',
  array: 'a list in [ ]',
}
const typeName = (type: string) => TYPES[type] ?? type

const CHARACTERS: { [found: string]: string } = {
  '"': 'a quotation mark',
  '\u00a0': 'a special space',
  '\u3000': 'a wide space',
}

function hint(found: string, wanted: string): string {
  const guess = syntaxHint(found, wanted)
  return guess ? ` ${HINTS[guess](found)}` : ''
}

const HINTS: { [guess in SyntaxHint]: (found: string) => string } = {
  mark: (found) => `Write the plain ${PLAIN_MARKS[found]} instead.`,
  space: () => 'Write a plain space instead.',
  comment: () => 'JSON has no comments: take it out, or write it as a member that begins with "_".',
  commaMissing: () => 'Is a comma missing before it?',
  commaTooMany: () => 'Take out the comma before it.',
  unquoted: () => 'Names and texts stand in plain double quotes.',
  unclosed: () => 'Is a closing bracket or a quotation mark missing?',
}

const WANTED: { [wanted: string]: string } = {
  value: 'a value',
  name: 'a name in quotes',
  colon: '":"',
  comma: '"," or a closing bracket',
  end: 'nothing more',
}

const FORMS: { [form: string]: string } = {
  Span: 'days such as "90d", hours from "1h" to "48h"',
  TimeOfDay: 'a time of day such as "20:00"',
  Moment: 'a moment such as "2026-12-01T00:00:00+08:00" or a date such as "2026-12-01"',
  CalendarDate: 'a date such as "2026-11-11"',
  TimeZone: 'a time zone such as "Asia/Shanghai" or an offset such as "+08:00"',
}

const KINDS: { [kind in NameKind]: string } = {
  trait: 'trait',
  tag: 'tag',
  audience: 'audience',
  slot: 'slot',
  group: 'group',
  savedGroup: 'list',
  channel: 'channel',
  experience: 'experience',
}
