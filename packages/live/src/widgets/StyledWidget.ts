import type { Widget } from './Widget.js'

/** A widget with the style sheet of its element. */
export interface StyledWidget extends Widget {
  readonly styles: string
}
