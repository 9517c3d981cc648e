import type { Host } from './host.js'
import { UsageError } from './UsageError.js'

const REASONS: { readonly [code: string]: readonly [en: string, zh: string] } = {
  ENOENT: ['there is no such file', '没有这个文件'],
  EISDIR: ['it is a folder', '它是一个文件夹'],
  EACCES: ['permission is missing', '没有读取权限'],
}

/** The text of a file without the mark that some editors put first, and what JSON it is; undefined when it is none. */
export function readDocument(host: Host, path: string): { text: string; json: unknown } {
  let text: string
  try {
    text = host.read(path).replace(/^\uFEFF/, '')
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    const [en, zh] = REASONS[`${code}`] ?? [message, message]
    throw new UsageError(`cannot read ${path}: ${en}`, `无法读取 ${path}：${zh}`)
  }
  // What was no UTF-8 has become this character; in GBK, what visitors read would be lost.
  if (text.includes('\uFFFD'))
    throw new UsageError(`${path} is not UTF-8: save it in that encoding`, `${path} 不是 UTF-8 编码：请另存为 UTF-8`)
  try {
    return { text, json: JSON.parse(text) }
  } catch {
    return { text, json: undefined }
  }
}

/** The document's own time zone, where it is a text. */
export function zoneOf(json: unknown): string | undefined {
  const tz = (json as { tz?: unknown } | null | undefined)?.tz
  return typeof tz === 'string' ? tz : undefined
}
