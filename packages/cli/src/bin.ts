import { readFileSync } from 'node:fs'
import { qianmian } from './qianmian.js'

const { LC_ALL, LC_MESSAGES, LANG } = process.env

process.exitCode = qianmian(process.argv.slice(2), {
  read: (path) => readFileSync(path, 'utf8'),
  print: (text) => process.stdout.write(text),
  complain: (text) => process.stderr.write(`qianmian: ${text}\n`),
  now: Date.now,
  // Windows sets none of these.
  locale: LC_ALL || LC_MESSAGES || LANG || Intl.DateTimeFormat().resolvedOptions().locale,
})
