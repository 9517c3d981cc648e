import { leaderboard as model } from './models/leaderboard.js'
import type { StyledWidget } from './StyledWidget.js'

/** `<qm-leaderboard>`: who leads, and where the visitor stands. */
export const leaderboard: StyledWidget = {
  ...model,
  styles: `
[part~=rank]{min-width:24px;line-height:24px;border-radius:50%;font-size:13px;font-weight:600}
[part~=row]:nth-child(-n+3) [part~=rank]{color:#4a2300;background:#ffd666}
[part~=row]:nth-child(2) [part~=rank]{background:#d5d9e0}
[part~=row]:nth-child(3) [part~=rank]{background:#f0b98b}
`,
}
