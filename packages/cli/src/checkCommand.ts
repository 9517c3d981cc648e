import type { Issue } from '@qianmian/rules'
import { check, sourceLines } from '@qianmian/rules/check'
import { issueInWords, type Language } from '@qianmian/rules/words'
import type { Host } from './host.js'
import { readDocument, zoneOf } from './readDocument.js'
import { readLanguage } from './readLanguage.js'
import { readNow } from './readNow.js'
import { readOptions } from './readOptions.js'

const help = {
  en: `qianmian check FILE: what is wrong with a rules document, and what may be a mistake

  --against OLD   also: what the edit takes from visitors, compared with the document that they have now
  --now TIME      the moment of publication, such as 2026-11-11 or 2026-11-11T20:00:00+08:00; default: now
  --lang zh|en    the language of the sentences; default: that of this machine
  --json          the result as JSON
  --help          this text

Ends with 0, with 1 when there is an error, and with 2 when it was called wrongly.
`,
  zh: `qianmian check FILE：规则文档错在哪里，哪些可能是疏忽

  --against OLD   同时与访客现在使用的文档比较，说出修改会让访客失去什么
  --now TIME      发布的时刻，如 2026-11-11 或 2026-11-11T20:00:00+08:00；不写则是现在
  --lang zh|en    用哪种语言；不写则按系统语言
  --json          输出 JSON
  --help          显示这段文字

正常结束返回 0，文档有错误返回 1，用法不对返回 2。
`,
}

/** `qianmian check`. Returns the exit code. @throws UsageError */
export function checkCommand(args: readonly string[], host: Host): number {
  const table = { against: 'OLD', now: 'TIME', lang: 'zh|en', json: '', help: '' }
  const { file, values } = readOptions('check', table, args)
  if (values.help) {
    host.print(help[readLanguage(values.lang, host.locale)])
    return 0
  }
  const language = readLanguage(values.lang, host.locale)
  const { text, json } = readDocument(host, file)
  const now = readNow(values.now, zoneOf(json)) ?? host.now()
  const against = values.against === undefined ? undefined : readDocument(host, `${values.against}`).text
  const { issues } = check(text, { now, against })
  const errors = issues.filter(({ severity }) => severity === 'error').length
  const lineOf = json === undefined ? () => undefined : sourceLines(text).lineOf
  const told = issues.map((issue) => ({ ...issue, line: lineOf(issue.path), words: issueInWords(issue, language) }))
  if (values.json)
    host.print(`${JSON.stringify({ errors, warnings: issues.length - errors, issues: told }, null, 2)}\n`)
  else
    host.print(
      `${[...told.map((issue) => lines(issue, json, language)), summary(file, issues, language)].join('\n')}\n`,
    )
  return errors ? 1 : 0
}

interface Told extends Issue {
  /** Undefined where the text is no JSON, and the sentence itself says where. */
  line: number | undefined
  words: string
}

function lines({ severity, path, line, words }: Told, json: unknown, language: Language): string {
  const level = { en: { error: 'error', warning: 'warning' }, zh: { error: '错误', warning: '提醒' } }[language][
    severity
  ]
  const at = line && { en: `line ${line}`, zh: `第 ${line} 行` }[language]
  return `${[level, at, `${path} ${idAt(json, path)}`.trim()].filter(Boolean).join('  ')}\n  ${words}\n`
}

/** The id of the experience that a path stands in: numbers alone are hard to find. */
function idAt(json: unknown, path: string): string {
  const index = /^experiences\[(\d+)\]/.exec(path)?.[1]
  const { experiences } = (json ?? {}) as { experiences?: { id?: unknown }[] }
  const id = index === undefined ? undefined : experiences?.[+index]?.id
  return typeof id === 'string' ? `(${id})` : ''
}

function summary(file: string, issues: readonly Issue[], language: Language): string {
  const errors = issues.filter(({ severity }) => severity === 'error').length
  const warnings = issues.length - errors
  if (language === 'zh') return `${file}：${errors} 个错误，${warnings} 个提醒`
  const count = (n: number, word: string) => `${n} ${word}${n === 1 ? '' : 's'}`
  return `${file}: ${count(errors, 'error')}, ${count(warnings, 'warning')}`
}
