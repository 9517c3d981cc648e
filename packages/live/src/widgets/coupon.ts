import { coupon as model } from './models/coupon.js'
import type { StyledWidget } from './StyledWidget.js'

/** `<qm-coupon>`: a coupon, which the server of an activity hands out. */
export const coupon: StyledWidget = {
  ...model,
  styles: `
:host{filter:drop-shadow(0 6px 12px #0003)}
[part~=card]{--x:96px;display:grid;grid-template-columns:96px 1fr auto;padding:0 14px 0 0;gap:4px 14px;box-shadow:none;overflow:hidden;mask:radial-gradient(7px at var(--x) 0,#0000 97%,#000) 0 0/100% 51% no-repeat,radial-gradient(7px at var(--x) 100%,#0000 97%,#000) 0 100%/100% 51% no-repeat}
[part~=figure]{grid-row:1/3;align-self:stretch;display:flex;align-items:center;justify-content:center;background:linear-gradient(135deg,color-mix(in srgb,var(--ac) 82%,#ffb199),var(--ac));color:var(--on);border-right:1px dashed var(--bg)}
[part~=figure] [part~=unit]{align-self:center;margin:6px 2px 0 0}
[part~=words]{grid-column:2;padding:14px 0}
[part~=figure]~[part~=cta]{grid-column:3}
[part~=said]{grid-column:2/4;padding-bottom:10px}
`,
}
