import { watchReward as model } from './models/watchReward.js'
import type { StyledWidget } from './StyledWidget.js'

/** `<qm-watch-reward>`: what watching earns. */
export const watchReward: StyledWidget = {
  ...model,
  styles: `
[part~=marks]{display:flex;gap:8px}
[part~=mark]{flex:1;display:grid;justify-items:center;padding:6px 2px;border-radius:10px;background:var(--dim)}
[part~=mark][part~=now]{background:var(--tint);outline:1px solid var(--ac)}
[part~=mark][part~=done]{opacity:.62}
[part~=mark][part~=done] [part~=value]::before{content:"✓ "}
[part~=mark] [part~=value]{color:var(--ac)}
`,
}
