import { countdownOffer as model } from './models/countdownOffer.js'
import type { StyledWidget } from './StyledWidget.js'

/** `<qm-countdown>`: an offer for a time, with what is left of both. */
export const countdownOffer: StyledWidget = {
  ...model,
  styles: `
[part~=image]{width:92px;height:92px}
[part~=digits]{background:var(--ac);color:var(--on)}
`,
}
