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

/** The activities behind them, each before anything was done, at the server's time `now`. */
export function activities(now: number): Record<string, TestActivity> {
  return {
    c20: {
      state: { total: 100, left: 64, claimed: null, opens: now - HOUR, closes: now + 10 * MINUTE },
      act(_, __, state) {
        if (!state.left) return { reason: 'gone' }
        state.left = (state.left as number) - 1
        state.claimed = 'GZ20-7F3K'
        return { result: { code: 'GZ20-7F3K' } }
      },
    },
    flash: {
      state: { total: 50, left: 12, claimed: null, opens: now - HOUR, closes: now + 2 * HOUR + 754_000 },
      act(_, __, state) {
        state.claimed = 'FLASH-1'
        return { result: { code: 'FLASH-1' } }
      },
    },
    draw: {
      state: { entered: false, entries: 1286, drawsAt: now + 95_000, drawn: false, prize: null, winners: [] },
      act(_, __, state) {
        state.entered = true
        state.entries = (state.entries as number) + 1
        return {}
      },
    },
    packet: {
      state: { total: 200, left: 131, opened: null, opens: now - HOUR, closes: now + HOUR },
      act(_, __, state) {
        state.opened = { amount: 188 }
        return { result: { amount: 188 } }
      },
    },
    watch: {
      state: {
        tiers: [
          { seconds: 60, points: 5 },
          { seconds: 180, points: 10 },
          { seconds: 600, points: 30 },
        ],
        claimed: [],
        points: 120,
      },
      act(_, value, state) {
        const tier = (state.tiers as { seconds: number; points: number }[]).find(
          ({ seconds }) => seconds === value?.seconds,
        )
        if (!tier) return { reason: 'invalid' }
        state.claimed = [...(state.claimed as number[]), tier.seconds]
        return { result: { points: tier.points } }
      },
    },
    daily: {
      state: { today: false, streak: 3, points: 120 },
      act(_, __, state) {
        state.today = true
        state.streak = 4
        state.points = 125
        return { result: { streak: 4, points: 5 } }
      },
    },
    early: {
      state: {
        stake: 100,
        pool: 12_800,
        players: 128,
        joined: false,
        window: { from: now + 9 * HOUR, until: now + 11 * HOUR },
        checkedIn: false,
        settled: false,
        share: 0,
        ranking: [],
      },
      act(action, _, state) {
        if (action === 'join') {
          state.joined = true
          state.players = 129
          state.pool = 12_900
        } else state.checkedIn = true
        return {}
      },
    },
    tasks: {
      state: {
        tasks: [
          { id: 'share', points: 10, done: 1, perDay: 3 },
          { id: 'browse', points: 5, done: 0, perDay: 1 },
          { id: 'comment', points: 5, done: 1, perDay: 1 },
        ],
        points: 120,
      },
      act(_, value, state) {
        const task = (state.tasks as { id: string; done: number; points: number }[]).find(
          ({ id }) => id === value?.task,
        )!
        task.done++
        return { result: { points: task.points } }
      },
    },
    fans: {
      state: {
        top: [
          { name: '小满', score: 9860, rank: 1 },
          { name: '橘子汽水', score: 7210, rank: 2 },
          { name: '阿青', score: 6600, rank: 3 },
          { name: 'Lily', score: 3120, rank: 4 },
        ],
        own: { rank: 27, score: 320 },
      },
    },
    next: {
      state: {
        options: [
          { id: 'mango', votes: 331 },
          { id: 'durian', votes: 208 },
          { id: 'orange', votes: 77 },
        ],
        total: 616,
        chosen: null,
        closes: now + 5 * MINUTE,
      },
      act(_, value, state) {
        const option = (state.options as { id: string; votes: number }[]).find(({ id }) => id === value?.option)!
        option.votes++
        state.total = (state.total as number) + 1
        state.chosen = option.id
        return {}
      },
    },
  }
}
