import type { Json } from '@qianmian/core'

/** What a touch does: an action of the activity, or `follow`, which opens `url`. */
export interface Tap {
  readonly action: string
  readonly value?: Json
  readonly url?: string
}

/** A thing to press. With `off` it can't be pressed now; with `busy` what it does is under way. */
export interface Button {
  readonly label: string
  readonly tap?: Tap
  readonly off?: boolean
  readonly busy?: boolean
}

/** One of a row of steps, such as the days of a streak. */
export interface Mark {
  readonly label: string
  readonly value: string
  readonly state: 'done' | 'now' | 'next'
}

/** A line of a list: a rank, a task, or a choice, which is pressed as a whole. */
export interface Row {
  readonly id: string
  readonly mark?: string
  readonly name: string
  readonly value?: string
  /** From 0 to 1, as a bar. */
  readonly bar?: number
  /** The visitor's own. */
  readonly own?: boolean
  /** What choosing it does; null: it can't be chosen any more. */
  readonly choice?: Tap | null
  readonly button?: Button
}

/** What a widget shows, as plain data: each host draws the parts that are there, in this order. */
export interface View {
  readonly image?: string
  /** The one figure that counts, with its unit: ¥20. */
  readonly figure?: { readonly unit?: string; readonly value: string; readonly label?: string }
  readonly kicker?: string
  readonly title: string
  readonly text?: string
  readonly price?: { readonly now: string; readonly was?: string }
  readonly code?: string
  /** A countdown: what it counts to, and its units. */
  readonly clock?: { readonly label: string; readonly units: readonly string[] }
  /** From 0 to 1, with the words for it. */
  readonly bar?: { readonly value: number; readonly label: string }
  readonly button?: Button
  readonly marks?: readonly Mark[]
  readonly rows?: readonly Row[]
  readonly note?: string
  /** What came of the last action: shown, and read aloud. */
  readonly said?: string
  /** In so many ms it looks different, though nothing happens. */
  readonly next?: number
  /** In so many ms there will be news, which only the server knows. */
  readonly look?: number
  /** Others change it all the time: to be asked for again every so many ms, or half as often. */
  readonly poll?: number
}
