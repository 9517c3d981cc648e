import type { Common } from './kind.js'
import type { Records } from './records/records.js'

/** Whether an activity may have this name. */
export const isName = (name: string): boolean => /^[A-Za-z0-9][\w.-]{0,63}$/.test(name)

/** The definition of an activity, as it is stored; undefined where there is none. */
export const definitionOf = (records: Pick<Records, 'get'>, name: string): Common | undefined =>
  isName(name) ? records.get<Common>(['definition', name]) : undefined
