import { growthbook } from './contenders/growthbook.mjs'
import { growthbookConditions } from './contenders/growthbookConditions.mjs'
import { interpreter } from './contenders/interpreter.mjs'
import { jsonLogic } from './contenders/jsonLogic.mjs'
import { jsonRulesEngine } from './contenders/jsonRulesEngine.mjs'
import { mingo } from './contenders/mingo.mjs'
import { qianmian } from './contenders/qianmian.mjs'
import { sift } from './contenders/sift.mjs'

/*
 * A contender: `write(rules)` gives the text of its own kind of document, `open(text)` a function that decides
 * everything for a visitor's attributes, `view(attributes)` the attributes as it takes them, `ids(result)` the rules
 * that hold. One that `change(one)` can tell what changed is told only that.
 */

/** The engine. */
export const ours = [qianmian(1), qianmian(100)]

/** Its condition language without its index. */
export const bare = interpreter

/** Each in the use of it that is fastest. */
export const competitors = [growthbookConditions, growthbook, jsonLogic, sift, mingo, jsonRulesEngine]
