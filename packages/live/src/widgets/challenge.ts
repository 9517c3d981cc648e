import { challenge as model } from './models/challenge.js'
import type { StyledWidget } from './StyledWidget.js'

/** `<qm-challenge>`: a check-in challenge for staked points. */
export const challenge: StyledWidget = {
  ...model,
  styles: `
:host{--ac:var(--qm-accent,#b4470b)}
[part~=card]{background:linear-gradient(180deg,color-mix(in srgb,var(--ac) 13%,#fff),#fff 64%);background:var(--qm-background,linear-gradient(180deg,color-mix(in srgb,var(--ac) 13%,#fff),#fff 64%))}
[part~=figure]{padding:8px 12px;border-radius:14px;background:#ffffffb3}
[part~=cta]{flex:1 0 100%;min-height:42px}
`,
}
