import { vote as model } from './models/vote.js'
import type { StyledWidget } from './StyledWidget.js'

/** `<qm-vote>`: a question to all viewers. */
export const vote: StyledWidget = {
  ...model,
  styles: `
[part~=rows]{display:grid;gap:8px}
[part~=row],[part~=row]+[part~=row]{border:0}
[part~=choose]{position:relative;isolation:isolate;display:flex;align-items:center;gap:8px;width:100%;min-height:44px;padding:0 14px;border-radius:12px;overflow:hidden;background:var(--dim);outline-offset:-2px}
[part~=choose] progress{position:absolute;inset:0;height:100%;border-radius:0;z-index:-1;background:none}
[part~=choose] progress::-webkit-progress-value{background:var(--tint)}
[part~=choose] progress::-moz-progress-bar{background:var(--tint)}
[part~=own] [part~=choose]{box-shadow:inset 0 0 0 1px var(--ac)}
`,
}
