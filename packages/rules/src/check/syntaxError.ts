/** Where a text stops being JSON: line and column count from 1, `found` is the character there, empty at the end. */
export interface SyntaxFault {
  line: number
  column: number
  found: string
  /** What could have stood there. */
  wanted: 'value' | 'name' | 'colon' | 'comma' | 'end'
}

/** Finds the first place at which a text is no JSON; null when it is. The messages of `JSON.parse` differ by host, and seldom say where. */
export function syntaxError(text: string): SyntaxFault | null {
  const open: string[] = []
  let wanted: SyntaxFault['wanted'] = 'value'
  let mayClose = false
  let at = 0
  const faultAt = (index: number): SyntaxFault => {
    const lines = text.slice(0, index).split('\n')
    const found = [...text.slice(index, index + 2)][0] ?? ''
    return { line: lines.length, column: lines.pop()!.length + 1, found, wanted }
  }
  for (;;) {
    SPACE.lastIndex = at
    at += SPACE.exec(text)![0].length
    if (at === text.length) return wanted === 'end' ? null : faultAt(at)
    TOKEN.lastIndex = at
    const [token, punctuation, string] = TOKEN.exec(text) ?? []
    if (token === undefined) return faultAt(at)
    const within = open[open.length - 1]
    const closes = punctuation === (within === '{' ? '}' : ']') && within !== undefined
    if (closes && (mayClose || wanted === 'comma')) {
      open.pop()
      wanted = open.length ? 'comma' : 'end'
    } else if (wanted === 'value' && (punctuation === '{' || punctuation === '[')) {
      open.push(punctuation)
      wanted = punctuation === '{' ? 'name' : 'value'
      mayClose = true
      at += 1
      continue
    } else if (wanted === 'value' && !punctuation) wanted = open.length ? 'comma' : 'end'
    else if (wanted === 'name' && string) wanted = 'colon'
    else if (wanted === 'colon' && punctuation === ':') wanted = 'value'
    else if (wanted === 'comma' && punctuation === ',') wanted = within === '{' ? 'name' : 'value'
    else return faultAt(at)
    mayClose = false
    at += token.length
  }
}

const SPACE = /[ \t\n\r]*/y
const TOKEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: JSON allows none of them in a text
  /([{}[\],:])|("(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*")|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y
