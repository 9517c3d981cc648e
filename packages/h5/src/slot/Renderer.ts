import type { element } from './element.js'
import type { Payload } from './SlotSource.js'
import type { safeUrl } from './safeUrl.js'

/** What a renderer may use: elements with part names and text, and the check that every URL must pass. */
export interface RendererHelpers {
  readonly element: typeof element
  readonly safeUrl: typeof safeUrl
}

/** Turns a payload into what is shown. A payload is data: nothing in it may become HTML or code. */
export type Renderer = (payload: Payload, helpers: RendererHelpers) => Node
