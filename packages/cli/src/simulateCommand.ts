import { parse } from '@qianmian/rules'
import { check } from '@qianmian/rules/check'
import { issueInWords, type Language } from '@qianmian/rules/words'
import { eventsOf } from './eventsOf.js'
import type { Host } from './host.js'
import { printSimulation } from './printSimulation.js'
import { readDocument, zoneOf } from './readDocument.js'
import { type BadLine, readEvents } from './readEvents.js'
import { readLanguage } from './readLanguage.js'
import { readNow } from './readNow.js'
import { readOptions } from './readOptions.js'
import { simulate } from './simulate.js'
import { UsageError } from './UsageError.js'

const help = `qianmian simulate FILE --events LOG.jsonl: what a rules document shows a visitor with this history, and why

  --events LOG    the events, one JSON object a line, as the SDK sends them
  --now TIME      the moment to decide at, such as 2026-11-11 (its end) or 2026-11-11T20:00:00+08:00; default: now
  --visitor ID    whose events, by anonymousId or userId, when the log is of several visitors
  --user JSON     what your own systems know of the visitor, such as '{"points":1280}'
  --slot NAME     this slot only; default: all slots of the document
  --lang zh|en    the language of the sentences; default: that of this machine
  --json          the result as JSON
  --help          this text

Ends with 0, with 1 when the document cannot be used, and with 2 when it was called wrongly.
`

/** `qianmian simulate`. Returns the exit code. @throws UsageError */
export function simulateCommand(args: readonly string[], host: Host): number {
  const table = {
    events: 'LOG',
    now: 'TIME',
    visitor: 'ID',
    user: 'JSON',
    slot: 'NAME',
    lang: 'zh|en',
    json: '',
    help: '',
  }
  const { file, values } = readOptions('simulate', table, args)
  if (values.help) {
    host.print(help)
    return 0
  }
  if (values.events === undefined) throw new UsageError('qianmian simulate needs --events LOG.jsonl')
  const language = readLanguage(values.lang, host.locale)
  const { text, json } = readDocument(host, file)
  const now = readNow(values.now, zoneOf(json)) ?? host.now()
  const { config, issues } = parse(text)
  if (!config) {
    for (const issue of check(text).issues) if (issue.severity === 'error') host.complain(issueInWords(issue, language))
    return 1
  }
  if (issues.length) host.complain(NOTES[language].faulty(file))
  const slot = values.slot as string | undefined
  const offered = Object.keys(config.slots ?? {})
  if (slot !== undefined && !offered.includes(slot))
    throw new UsageError(`${file} has no slot ${slot}; it has ${offered.join(', ') || 'none'}`)
  const { events, bad } = readEvents(readDocument(host, `${values.events}`).text)
  for (const one of bad.slice(0, 10)) host.complain(NOTES[language].bad(`${values.events}`, one))
  if (bad.length > 10) host.complain(NOTES[language].more(bad.length - 10))
  const own = eventsOf(events, values.visitor as string | undefined)
  const result = simulate(config, own, {
    now,
    user: readUser(values.user),
    ...(slot !== undefined && { slots: [slot] }),
  })
  host.print(
    `${values.json ? JSON.stringify({ now: new Date(now).toISOString(), ...result }, null, 2) : printSimulation(result, config, now, language)}\n`,
  )
  return 0
}

function readUser(text: unknown): { [name: string]: unknown } | undefined {
  if (text === undefined) return undefined
  try {
    const user = JSON.parse(`${text}`)
    if (typeof user === 'object' && user !== null && !Array.isArray(user)) return user
  } catch {
    // Said below: it is no object either way.
  }
  throw new UsageError(`--user must be a JSON object such as '{"points":1280}', not ${text}`)
}

const NOTES: {
  [language in Language]: {
    faulty(file: string): string
    bad(file: string, line: BadLine): string
    more(count: number): string
  }
} = {
  en: {
    faulty: (file) => `${file} has errors, and what they are in is left out: run qianmian check ${file}`,
    bad: (file, { line, problem }) =>
      `${file}:${line}: ${{ json: 'no JSON object', type: 'no "type" of track, page, identify, group or alias', timestamp: 'no "timestamp" in ISO 8601' }[problem]}; the line is left out`,
    more: (count) => `and ${count} lines more`,
  },
  zh: {
    faulty: (file) => `${file} 有错误，出错的部分不参与模拟：请运行 qianmian check ${file}`,
    bad: (file, { line, problem }) =>
      `${file}:${line}：${{ json: '不是 JSON 对象', type: '"type" 不是 track、page、identify、group 或 alias', timestamp: '没有 ISO 8601 格式的 "timestamp"' }[problem]}，已跳过这一行`,
    more: (count) => `另有 ${count} 行`,
  },
}
