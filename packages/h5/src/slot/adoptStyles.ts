/** Puts a style sheet into a shadow root as a constructed one, which a strict content security policy allows. */
export function adoptStyles(root: ShadowRoot, css: string): void {
  try {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(css)
    root.adoptedStyleSheets = [sheet]
  } catch {
    // Without constructed style sheets (Safari before 16.4) the content is shown unstyled.
  }
}
