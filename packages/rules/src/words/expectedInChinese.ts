import { isOperators } from '../matches.js'
import type { Clause } from './checkValues.js'
import type { Naming } from './naming.js'

/** A clause that did not hold: `"orders" 现在是 1，要求不小于 3`. */
export function clauseInChinese({ path, expected, actual }: Clause, naming: Naming): string {
  if (path.startsWith('$')) return joined(path, expected, naming)
  return `"${path}" 现在是${worth(actual, path, naming)}，要求${expectedInChinese(expected, path, naming)}`
}

const MUST: { readonly [join: string]: string } = {
  $or: '以下至少要有一项成立',
  $and: '以下各项都要成立',
  $nor: '以下各项都不能成立',
  $not: '以下不能成立',
}

function joined(join: string, conditions: unknown, naming: Naming): string {
  const all = (Array.isArray(conditions) ? conditions : [conditions]).map((one) => condition(one, naming))
  return `${MUST[join] ?? join}：${all.join('；')}`
}

function condition(given: unknown, naming: Naming): string {
  const entries = Object.entries(Object(given))
  return entries
    .map(([path, expected]) =>
      path.startsWith('$') ? joined(path, expected, naming) : `"${path}" ${expectedInChinese(expected, path, naming)}`,
    )
    .join('，且 ')
}

function expectedInChinese(expected: unknown, path: string, naming: Naming): string {
  if (!isOperators(expected)) return `是${worth(expected, path, naming)}`
  return Object.keys(expected)
    .map((name) =>
      (OPERATORS[name] ?? ((value) => ` ${name}${value}`))(worth(expected[name], path, naming), expected[name]),
    )
    .join('，且')
}

const OPERATORS: { readonly [operator: string]: (value: string, operand: unknown) => string } = {
  $eq: (value) => `是${value}`,
  $ne: (value) => `不是${value}`,
  $lt: (value) => `小于${value}`,
  $lte: (value) => `不大于${value}`,
  $gt: (value) => `大于${value}`,
  $gte: (value) => `不小于${value}`,
  $exists: (_, operand) => (operand ? '有值' : '没有值'),
  $in: (value) => `是其中之一：${value}`,
  $nin: (value) => `不是其中任何一个：${value}`,
  $ini: (value) => `是其中之一（不分大小写）：${value}`,
  $nini: (value) => `不是其中任何一个（不分大小写）：${value}`,
  $inGroup: (value) => `在名单${value} 里`,
  $notInGroup: (value) => `不在名单${value} 里`,
  $all: (value) => `同时包含：${value}`,
  $startsWith: (value) => `以${value} 开头`,
  $endsWith: (value) => `以${value} 结尾`,
  $contains: (value) => `包含${value}`,
  $veq: (value) => `版本是${value}`,
  $vne: (value) => `版本不是${value}`,
  $vgt: (value) => `版本高于${value}`,
  $vgte: (value) => `版本不低于${value}`,
  $vlt: (value) => `版本低于${value}`,
  $vlte: (value) => `版本不高于${value}`,
}

function worth(value: unknown, path: string, naming: Naming): string {
  if (value === null || value === undefined) return '空'
  if (Array.isArray(value))
    return value.length ? value.map((one) => worth(one, path, naming).trimStart()).join('、') : '空'
  if (typeof value !== 'string') return ` ${JSON.stringify(value) ?? '未知'}`
  return path === 'tags'
    ? naming.tag(value)
    : path === 'audiences'
      ? naming.audience(value)
      : ` ${JSON.stringify(value)}`
}
