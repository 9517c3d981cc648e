import { redPacket as model } from './models/redPacket.js'
import type { StyledWidget } from './StyledWidget.js'

/** `<qm-red-packet>`: a red packet; the server says what is in it. */
export const redPacket: StyledWidget = {
  ...model,
  styles: `
:host{--fg:var(--qm-color,#ffe9c4);--bg:var(--qm-background,radial-gradient(140% 78% at 50% -12%,#ef5a45 0 70%,#c9281f 70.5%));--ac:var(--qm-accent,#ffd887);--on:var(--qm-on-accent,#7a1d0d);--mu:#ffe9c4d9}
[part~=card]{flex-direction:column;gap:12px;width:min(260px,100%);margin:auto;padding:26px 20px 18px;text-align:center}
:host([closable]) [part~=card]{padding-right:20px}
[part~=words]{justify-items:center;order:-1}
[part~=title]{font-size:18px}
[part~=amount]{font-size:44px}
[part~=note],[part~=said]{flex:none}
[part~=cta]:not([aria-disabled]),[part~=cta][aria-busy]{width:84px;height:84px;font-size:24px;background:radial-gradient(circle at 35% 30%,#fff0c9,var(--ac) 60%,#e9b04c);box-shadow:0 4px 12px #0004}
[part~=cta]:lang(en){font-size:20px}
@media(prefers-reduced-motion:no-preference){[part~=cta]:not([aria-disabled]){animation:beat 1.4s ease-in-out infinite}@keyframes beat{50%{transform:scale(1.07)}}}
`,
}
