import type { Language } from '@qianmian/rules/words'
import { checkCommand } from './checkCommand.js'
import type { Host } from './host.js'
import { readLanguage } from './readLanguage.js'
import { simulateCommand } from './simulateCommand.js'
import { UsageError } from './UsageError.js'

const help = {
  en: `qianmian: for the people who write what visitors see

  qianmian check FILE [--against OLD]          is the document right, and what does an edit take away
  qianmian simulate FILE --events LOG.jsonl    what it shows a visitor with this history, and why

qianmian COMMAND --help tells more.
`,
  zh: `qianmian：给编写内容的人使用

  qianmian check FILE [--against OLD]          文档写得对不对，修改会让访客失去什么
  qianmian simulate FILE --events LOG.jsonl    有这些历史的访客会看到什么，为什么

qianmian 命令 --help 列出全部选项。
`,
}

/** What the arguments ask for, however wrong the others are; otherwise the language of the machine's user. */
function languageOf(args: readonly string[], { locale }: Host): Language {
  const asked = /--lang[= ](zh|en)\b/.exec(args.join(' '))?.[1]
  return readLanguage(asked, locale)
}

const commands: { readonly [name: string]: (args: readonly string[], host: Host) => number } = {
  check: checkCommand,
  simulate: simulateCommand,
}

/** Runs the command that the arguments name. Returns the exit code: 2 when it was called wrongly. */
export function qianmian([name = '--help', ...args]: readonly string[], host: Host): number {
  if (name === '--help' || name === '-h') {
    host.print(help[languageOf(args, host)])
    return 0
  }
  try {
    const command = Object.hasOwn(commands, name) ? commands[name] : undefined
    if (!command) {
      const known = Object.keys(commands)
      throw new UsageError(
        `there is no command ${name}; there are ${known.join(', ')}`,
        `没有命令 ${name}；可用的命令有 ${known.join('、')}`,
      )
    }
    return command(args, host)
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    host.complain(error.words[languageOf(args, host)])
    return 2
  }
}
