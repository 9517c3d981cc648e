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

const help = {
  en: `qianmian simulate FILE --events LOG.jsonl: what a rules document shows a visitor with this history, and why

  --events LOG    the events, one JSON object a line, as the SDK sends them
  --now TIME      the moment to decide at, such as 2026-11-11 (its end) or 2026-11-11T20:00:00+08:00; default: now
  --visitor ID    whose events, by anonymousId or userId, when the log is of several visitors
  --user JSON     what your own systems know of the visitor, such as '{"points":1280}'
  --slot NAME     this slot only; default: all slots of the document
  --lang zh|en    the language of the sentences; default: that of this machine
  --json          the result as JSON
  --help          this text

Ends with 0, with 1 when the document cannot be used, and with 2 when it was called wrongly.
`,
  zh: `qianmian simulate FILE --events LOG.jsonl：有这些历史的访客会看到什么，为什么

  --events LOG    事件，每行一个 JSON 对象，格式与 SDK 发送的相同
  --now TIME      在哪个时刻决定，如 2026-11-11（当天结束时）或 2026-11-11T20:00:00+08:00；不写则是现在
  --visitor ID    日志里有多位访客时选哪一位，写 anonymousId 或 userId
  --user JSON     您自己的系统掌握的访客信息，如 '{"points":1280}'
  --slot NAME     只看这个运营位；不写则看全部
  --lang zh|en    用哪种语言；不写则按系统语言
  --json          输出 JSON
  --help          显示这段文字

正常结束返回 0，文档无法使用返回 1，用法不对返回 2。
`,
}

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
    host.print(help[readLanguage(values.lang, host.locale)])
    return 0
  }
  if (values.events === undefined)
    throw new UsageError(
      'qianmian simulate needs --events LOG.jsonl',
      'qianmian simulate 后面要写 --events LOG.jsonl（事件日志）',
    )
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
    throw new UsageError(
      `${file} has no slot ${slot}; it has ${offered.join(', ') || 'none'}`,
      `${file} 里没有运营位 ${slot}；${offered.length ? `有 ${offered.join('、')}` : '它没有运营位'}`,
    )
  const { events, bad } = readEvents(readDocument(host, `${values.events}`).text)
  for (const one of bad.slice(0, 10)) host.complain(NOTES[language].bad(`${values.events}`, one))
  if (bad.length > 10) host.complain(NOTES[language].more(bad.length - 10))
  if (bad.length && !events.length)
    throw new UsageError(
      `${values.events} has no event: write one JSON object a line`,
      `${values.events} 里没有事件：每行写一个 JSON 对象`,
    )
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
  throw new UsageError(
    `--user must be a JSON object such as '{"points":1280}', not ${text}`,
    `--user 要写 JSON 对象，如 '{"points":1280}'，不能是 ${text}`,
  )
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
      `${file}:${line}: ${{ json: 'no JSON object', type: 'no "type" of track, page, identify, group or alias', timestamp: 'no "timestamp" such as "2026-11-11T20:00:00+08:00"' }[problem]}; the line is left out`,
    more: (count) => `and ${count} lines more`,
  },
  zh: {
    faulty: (file) => `${file} 有错误，出错的部分不参与模拟：请运行 qianmian check ${file}`,
    bad: (file, { line, problem }) =>
      `${file}:${line}：${{ json: '不是 JSON 对象', type: '"type" 不是 track、page、identify、group 或 alias', timestamp: '没有 "2026-11-11T20:00:00+08:00" 这样的 "timestamp"' }[problem]}，已跳过这一行`,
    more: (count) => `另有 ${count} 行`,
  },
}
