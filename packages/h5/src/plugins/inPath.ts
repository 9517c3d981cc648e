/** The innermost element that an event went through and that matches; open shadow roots are looked into. */
export function inPath(event: Event, selector: string): Element | undefined {
  return event.composedPath().find((node): node is Element => node instanceof Element && node.matches(selector))
}
