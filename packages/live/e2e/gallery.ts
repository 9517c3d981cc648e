import type { TestActivity } from './activityServer.js'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** A payload of each widget, as a marketer would write it. */
export const payloads = {
  product: {
    type: 'product',
    product_id: 'muscat',
    kicker: '正在讲解',
    title: '阳光玫瑰青提 头采 500g*2 顺丰冷链',
    image: '/grape.svg',
    price: 39.9,
    was: 59,
    url: '/widgets.html?product=muscat',
    position: 1,
  },
  coupon: { type: 'coupon', activity: 'c20', amount: 20, text: '关注有礼', note: '满 99 元可用', cta: '立即领取' },
  countdown: {
    type: 'countdown',
    activity: 'flash',
    product_id: 'cherry',
    title: '智利车厘子 JJ 级 2 斤装',
    image: '/grape.svg',
    price: 79,
    was: 129,
  },
  lottery: { type: 'lottery', activity: 'draw', title: '抽 3 箱阳光玫瑰', text: '看满 3 分钟即可参与' },
  red_packet: { type: 'red_packet', activity: 'packet', from: '枝上鲜果', text: '手气红包，先到先得' },
  watch_reward: { type: 'watch_reward', activity: 'watch' },
  check_in: { type: 'check_in', activity: 'daily', rewards: [5, 5, 10, 5, 5, 10, 30] },
  challenge: { type: 'challenge', activity: 'early', title: '早起打卡挑战' },
  tasks: {
    type: 'tasks',
    activity: 'tasks',
    tasks: [
      { id: 'share', title: '分享直播间', cta: '去分享' },
      { id: 'browse', title: '逛逛会员专区', cta: '去逛逛' },
      { id: 'comment', title: '发一条评论' },
    ],
  },
  leaderboard: { type: 'leaderboard', activity: 'fans', title: '今日贡献榜' },
  vote: {
    type: 'vote',
    activity: 'next',
    title: '下一个想看哪个？',
    options: [
      { id: 'mango', text: '芒果' },
      { id: 'durian', text: '榴莲' },
      { id: 'orange', text: '橙子' },
    ],
  },
}

/** The activities behind them, each before anything was done, at the server's time `now`, as a collector tells of them. */
export function activities(now: number): Record<string, TestActivity> {
  const open = { opens: now - HOUR, closes: now + HOUR, stopped: false }
  return {
    c20: {
      state: { ...open, total: 100, left: 64, claimed: null, closes: now + 10 * MINUTE },
      act(_, __, state) {
        state.left = 63
        state.claimed = { code: 'GZ20-7F3K', at: now }
        return { result: { code: 'GZ20-7F3K' } }
      },
    },
    flash: {
      state: { ...open, total: 50, left: 12, claimed: null, closes: now + 2 * HOUR + 754_000 },
      act(_, __, state) {
        state.claimed = { code: 'FLASH-1', at: now }
        return { result: { code: 'FLASH-1' } }
      },
    },
    draw: {
      state: {
        entered: false,
        entries: 1286,
        drawsAt: now + 95_000,
        drawn: false,
        prize: null,
        prizes: [],
        winners: [],
      },
      act(_, __, state) {
        state.entered = true
        state.entries = 1287
        return { result: {} }
      },
    },
    packet: {
      state: { ...open, total: 20_000, count: 200, left: 131, opened: null },
      act(_, __, state) {
        state.opened = { amount: 188, at: now }
        return { result: { amount: 188 } }
      },
    },
    watch: {
      state: {
        tiers: [
          { seconds: 60, points: 5, claimed: false },
          { seconds: 180, points: 10, claimed: false },
          { seconds: 600, points: 30, claimed: false },
        ],
        points: 120,
      },
      act(_, value, state) {
        const tiers = state.tiers as { seconds: number; points: number; claimed: boolean }[]
        const tier = tiers.find(({ seconds }) => seconds === value?.seconds)
        if (!tier) return { reason: 'invalid' }
        tier.claimed = true
        return { result: { points: tier.points } }
      },
    },
    daily: {
      state: { date: '2026-11-26', checkedIn: false, streak: 3, days: 40, points: 120 },
      act(_, __, state) {
        Object.assign(state, { checkedIn: true, streak: 4, points: 125 })
        return { result: { streak: 4, points: 5 } }
      },
    },
    early: {
      state: {
        stake: 100,
        joining: {
          opens: now + 9 * HOUR,
          closes: now + 11 * HOUR,
          people: 128,
          pool: 12_800,
          joined: false,
          checkedIn: false,
          settled: false,
          share: null,
          ranking: [],
        },
        checking: null,
        points: 120,
      },
      act(_, __, state) {
        Object.assign(state.joining as object, { joined: true, people: 129, pool: 12_900 })
        return { result: {} }
      },
    },
    tasks: {
      state: {
        tasks: [
          { name: 'share', points: 10, done: 1, perDay: 3 },
          { name: 'browse', points: 5, done: 0, perDay: 1 },
          { name: 'comment', points: 5, done: 1, perDay: 1 },
        ],
        points: 120,
      },
      act(_, value, state) {
        const tasks = state.tasks as { name: string; done: number; points: number }[]
        const task = tasks.find(({ name }) => name === value?.task)!
        task.done++
        return { result: { points: task.points, done: task.done } }
      },
    },
    fans: {
      state: {
        rows: [
          { rank: 1, who: '小***满', score: 9860, me: false },
          { rank: 2, who: '橘***水', score: 7210, me: false },
          { rank: 3, who: '阿***', score: 6600, me: false },
          { rank: 4, who: 'L***ly', score: 3120, me: false },
        ],
        mine: { rank: 27, score: 320 },
      },
    },
    next: {
      state: {
        ...open,
        options: [
          { name: 'mango', votes: 331 },
          { name: 'durian', votes: 208 },
          { name: 'orange', votes: 77 },
        ],
        total: 616,
        voted: null,
        closes: now + 5 * MINUTE,
      },
      act(_, value, state) {
        const options = state.options as { name: string; votes: number }[]
        options.find(({ name }) => name === value?.option)!.votes++
        Object.assign(state, { total: 617, voted: value?.option })
        return { result: { option: value?.option } }
      },
    },
  }
}
