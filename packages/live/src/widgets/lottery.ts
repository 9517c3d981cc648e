import { lottery as model } from './models/lottery.js'
import type { StyledWidget } from './StyledWidget.js'

/** `<qm-lottery>`: a lottery, which the server draws. */
export const lottery: StyledWidget = {
  ...model,
  styles: `
:host{--fg:var(--qm-color,#fff);--bg:var(--qm-background,radial-gradient(120% 160% at 100% 0,#8a4bd8,#41217e));--ac:var(--qm-accent,#ffd666);--on:var(--qm-on-accent,#4a2300);--mu:#ffffffd0}
[part~=digits]{background:#0006}
[part~=card]::before{content:"";position:absolute;right:-22px;top:-22px;width:90px;height:90px;border-radius:50%;background:conic-gradient(#ffd66626 0 25%,#0000 0 50%,#ffd66626 0 75%,#0000 0);pointer-events:none}
@media(prefers-reduced-motion:no-preference){[part~=card]::before{animation:turn 9s linear infinite}@keyframes turn{to{transform:rotate(1turn)}}}
[part~=card]{overflow:hidden}
`,
}
