import { element } from './element.js'
import type { Renderer } from './Renderer.js'

/** `{ text }`: a line. */
export const renderText: Renderer = ({ text }) => element('p', 'text', text)
