import { isObject } from '../json.js'
import type { Draft } from './draft.js'
import type { Report } from './issueValues.js'
import { place } from './place.js'

/** Members whose text is an address. */
const ADDRESS = /(url|uri|href|link|src|image|img|icon|poster|cover|avatar|background|video|audio|path|page)$/i

/** Schemes that run or carry content of their own; they are refused in any text. */
const DANGEROUS = /^(javascript|vbscript|data|blob|file|filesystem|about):/i

/** What begins like a host; without a scheme it is a path of the page's own. */
const HOST = /^(www\.|[a-z0-9-]+(\.[a-z0-9-]+)*\.(com|cn|net|org|shop|top|io)(\/|$))/i

/** Addresses in payloads that are neither `https:`, `http:`, relative, nor the path of a mini-program's page. */
export function payloads(draft: Draft, report: Report): void {
  const look = (value: unknown, path: string, key: string) => {
    if (typeof value === 'string') {
      // Browsers drop white space and control characters in an address before they read its scheme.
      // biome-ignore lint/suspicious/noControlCharactersInRegex: it is control characters that are meant
      const address = value.replace(/[\u0000-\u0020]/g, '')
      const scheme = /^[a-z][a-z0-9+.-]*:/i.exec(address)?.[0]
      const allowed = !scheme || /^https?:$/i.test(scheme)
      if (!allowed && (ADDRESS.test(key) || DANGEROUS.test(address))) report(path, 'url', { given: value.slice(0, 80) })
      else if (HOST.test(address) && ADDRESS.test(key)) report(path, 'noScheme', { given: value.slice(0, 80) })
    } else if (Array.isArray(value))
      value.forEach((one, i) => {
        look(one, place(path, i), key)
      })
    else if (isObject(value)) for (const name of Object.keys(value)) look(value[name], place(path, name), name)
  }
  for (const { path, value } of draft.slots) look(value.default, `${path}.default`, '')
  for (const { path, value } of draft.experiences)
    value.variations.forEach(({ payload }, i) => {
      look(payload, `${path}.variations[${i}].payload`, '')
    })
}
