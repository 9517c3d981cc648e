/**
 * Sets a cookie by its text, at once. (The Cookie Store API is asynchronous, and younger than the browsers that pages meet; the
 * linter's rule against this way is off for this file alone.)
 */
export function writeCookie(text: string): void {
  document.cookie = text
}
