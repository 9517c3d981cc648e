import { checkIn as model } from './models/checkIn.js'
import type { StyledWidget } from './StyledWidget.js'

/** `<qm-check-in>`: the daily check-in, with its streak. */
export const checkIn: StyledWidget = {
  ...model,
  styles: `
[part~=marks]{display:grid;grid-template-columns:repeat(7,1fr);gap:6px}
[part~=mark]{display:grid;gap:2px;justify-items:center}
[part~=mark] [part~=value]{display:grid;place-items:center;width:100%;max-width:42px;aspect-ratio:1;border-radius:12px;background:var(--dim);font-size:13px}
[part~=mark] [part~=label]{font-size:11px;white-space:nowrap}
[part~=mark][part~=done] [part~=value]{background:var(--ac);color:var(--on)}
[part~=mark][part~=now] [part~=value]{background:var(--tint);color:var(--ac);outline:2px solid var(--ac);outline-offset:-2px}
`,
}
