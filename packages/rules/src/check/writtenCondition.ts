import type { Json, JsonObject } from '@qianmian/core'

/** A condition as its author writes it: the operators in full, for editors and for `check`. `matches` reads any JSON. */
export type WrittenCondition = Joined & Paths

/** Paths of attributes, and what must be true of the values that stand there. */
export interface Paths {
  [path: string]: Expected
}

/** Conditions joined. */
export interface Joined {
  /** All of them hold. */
  $and?: WrittenCondition[]
  /** At least one of them holds; an empty list holds. */
  $or?: WrittenCondition[]
  /** None of them holds. */
  $nor?: WrittenCondition[]
  /** It does not hold. */
  $not?: WrittenCondition
}

/** What a value must be: equal to this one, or as operators say. */
export type Expected = Operators | null | boolean | number | string | Json[] | Literal

/**
 * An object that the value must equal; its keys don't begin with `$`, and are no operators that lack it.
 * @propertyNames {"pattern":"^(?!(eq|ne|[gl]te?|n?in|[<>=!]=?)$)([^$]|$)"}
 */
export type Literal = JsonObject

/** All of them must hold. */
export interface Operators {
  /** Equal, and of the same type. */
  $eq?: Json
  /** Not equal; a missing value is not equal either. */
  $ne?: Json
  /** Less. A missing value is less than any number above 0: add `"$exists": true` where it may be missing. */
  $lt?: number | string
  /** Less or equal. A missing value satisfies it as it does `$lt`. */
  $lte?: number | string
  /** Greater. */
  $gt?: number | string
  /** Greater or equal. */
  $gte?: number | string
  /** Whether there is a value at all. */
  $exists?: boolean
  /** One of these; for a list: it holds one of these. */
  $in?: Json[]
  /** None of these. */
  $nin?: Json[]
  /** One of these, whatever the case of its letters. */
  $ini?: Json[]
  /** None of these, whatever the case of their letters. */
  $nini?: Json[]
  /** In the list of this name in `savedGroups`. */
  $inGroup?: string
  /** Not in the list of this name in `savedGroups`. */
  $notInGroup?: string
  /** A list that holds all of these. */
  $all?: Json[]
  /** A list that holds all of these, whatever the case of their letters. */
  $alli?: Json[]
  /** It does not satisfy this. */
  $not?: Expected
  /** A list whose length satisfies this. */
  $size?: Expected
  /** A list with an item that satisfies this. */
  $elemMatch?: Operators | WrittenCondition
  /** Of this type. */
  $type?: 'string' | 'number' | 'boolean' | 'array' | 'object' | 'null' | 'undefined'
  /** A text that begins so. */
  $startsWith?: string
  /** A text that ends so. */
  $endsWith?: string
  /** A text that holds this. */
  $contains?: string
  /** The same version, as in `2.10.0`. */
  $veq?: string
  /** Another version. */
  $vne?: string
  /** A later version. */
  $vgt?: string
  /** This version or a later one. */
  $vgte?: string
  /** An earlier version. */
  $vlt?: string
  /** This version or an earlier one. */
  $vlte?: string
}
