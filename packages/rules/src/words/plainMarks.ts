/** What keyboards for Chinese, and habit, write instead of the characters of JSON. */
export const PLAIN_MARKS: { readonly [found: string]: string } = {
  '“': '"',
  '”': '"',
  "'": '"',
  '：': ':',
  '，': ',',
  '｛': '{',
  '｝': '}',
  '【': '[',
  '】': ']',
}
