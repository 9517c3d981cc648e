/** The URL if it may stand in a link or a picture: `https:`, `http:` or relative. Otherwise undefined. */
export function safeUrl(url: unknown): string | undefined {
  if (typeof url !== 'string') return
  try {
    if (/^https?:$/.test(new URL(url, document.baseURI).protocol)) return url
  } catch {
    return
  }
}
