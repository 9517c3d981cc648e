import type { Recurrence, Schedule } from '../config.js'
import { clauseInChinese } from './expectedInChinese.js'
import type { Naming } from './naming.js'
import type { Phrases } from './phrases.js'

/** Every decision and every check in Chinese. */
export const resultsInChinese: Phrases = {
  decision: {
    chosen: ({ slot, experience, variation }, naming) =>
      `${naming.slot(slot)} 展示 ${naming.experience(experience!)} 的版本 ${variation}。`,
    preview: ({ slot, experience, variation }, naming) =>
      `${naming.slot(slot)} 按预览要求展示 ${naming.experience(experience!)} 的版本 ${variation}。`,
    default: ({ slot }, naming) => `${naming.slot(slot)} 展示默认内容。`,
    withheld: ({ slot, withheld }, naming) =>
      `${naming.slot(slot)} 展示默认内容：这位访客在对照组里，否则会看到 ${naming.experience(withheld!.experience)}。`,
    pending: ({ slot }, naming) => `${naming.slot(slot)} 还在等待配置文档。`,
  },
  shown: (experience) => `${experience} 被选中。`,
  notShown: (experience, why) => `${experience} 没有展示：${why}。`,
  checks: {
    supported: ({ code, features = [], zone, traits = [] }) =>
      ({
        feature: `这个页面无法展示：它需要 ${features.join('、')}`,
        zone: `这台设备无法计算时区 ${zone}`,
        history: `历史不完整：${traits.join('、')} 在首次见到这位访客之后才开始计数`,
        consent: '它取决于访客本人的信息，而访客没有同意个性化',
        operator: '它需要这个版本的 SDK 不认识的内容',
      })[code] ?? code,
    enabled: ({ document }) =>
      document === false ? '整份文档已停用（"enabled": false）' : '它已停用（"enabled": false）',
    schedule: (schedule, naming) => `不在排期内：${scheduleInChinese(schedule, naming)}`,
    quiet: ({ from, to }) => `${from} 到 ${to} 是免打扰时段，不展示新内容`,
    audience: ({ audience, path, expected, actual }, naming) =>
      `访客不属于人群 ${audience.map(naming.audience).join('、')}${
        path ? `：${clauseInChinese({ path, expected, actual }, naming)}` : ''
      }`,
    when: (clause, naming) => clauseInChinese(clause, naming),
    trigger: ({ event, count, seen }) => `要先发生 ${count} 次 "${event}"，现在是 ${seen} 次`,
    stopOn: ({ event }) => `"${event}" 已经发生，投放结束`,
    cooldown: ({ after, until }, naming) => `${AFTER[after]}后的冷却期到 ${naming.time(until)} 结束`,
    caps: ({ scope, count, per, used }) =>
      `${PER[per] ?? `${spanInChinese(per)}内`}${SCOPES[scope]}已展示 ${used} 次，最多 ${count} 次`,
    group: ({ group, occupants }, naming) =>
      `同组（${group}）的 ${occupants.map(naming.experience).join('、')} 正在展示`,
    experiment: ({ key, coverage, hashAttribute, fallbackAttribute }) =>
      coverage !== undefined && coverage < 1
        ? `这位访客不在实验 ${key} 的 ${Math.round(coverage * 1000) / 10}% 参与者之中`
        : `访客没有 ${[hashAttribute ?? 'anonymousId', fallbackAttribute].filter((one) => one).join(' 或 ')}，实验 ${key} 无法分组`,
    outranked: ({ by }, naming) => `${by.map(naming.experience).join('、') || '另一个体验'} 排在前面`,
  },
}

const AFTER = { view: '展示', click: '点击', dismiss: '关闭', conversion: '转化' }
const SCOPES = { experience: '', group: '同组内容', document: '共用上限的内容' }
const PER: { readonly [per: string]: string } = { session: '本次会话', lifetime: '累计' }
const DAYS = '日一二三四五六'

const spanInChinese = (span: string) => `${Number.parseInt(span, 10)} ${span.endsWith('h') ? '小时' : '天'}`

function scheduleInChinese({ start, end, recur, tz }: Schedule, naming: Naming): string {
  const parts = [
    start === undefined ? '' : `${naming.time(start, tz)} 开始`,
    end === undefined ? '' : `${naming.time(end, tz)} 结束`,
    recur ? recurrenceInChinese(recur, naming, tz) : '',
  ]
  return parts.filter((part) => part).join('，') + (tz ? `（${tz}）` : '')
}

function recurrenceInChinese(recur: Recurrence, naming: Naming, tz: string | undefined): string {
  const { type, interval = 1, daysOfWeek = [], daysOfMonth = [], dates = [], from, to, until, count } = recur
  const days = {
    daily: interval > 1 ? '' : '每天',
    weekly: `周${daysOfWeek.map((day) => DAYS[day]).join('、')}`,
    monthly: `每月${daysOfMonth.map((day) => (day < 0 ? '最后一天' : ` ${day} 日`)).join('、')}`.replace(/、 /g, '、'),
    dates: dates.join('、'),
  }[type]
  const every =
    interval > 1 ? `每 ${interval} ${{ daily: '天', weekly: '周', monthly: '个月', dates: '个日期' }[type]}` : ''
  const hours = from || to ? `${from ?? '00:00'} 到 ${to ?? '24:00'}` : ''
  const last = [count ? `共 ${count} 次` : '', until ? `到 ${naming.time(until, tz)} 为止` : '']
  return [every, days, hours, ...last].filter((part) => part).join('，')
}
