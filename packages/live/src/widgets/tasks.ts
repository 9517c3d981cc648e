import { tasks as model } from './models/tasks.js'
import type { StyledWidget } from './StyledWidget.js'

/** `<qm-tasks>`: what earns points. */
export const tasks: StyledWidget = {
  ...model,
  styles: `
[part~=value]{color:var(--ac);font-weight:600}
[part~=row]{min-height:44px}
`,
}
