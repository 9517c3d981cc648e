const words = {
  zh: {
    brand: '千面',
    title: '实况',
    switch: 'English',
    live: '实时',
    connecting: '连接中…',
    waiting: '连接断开，稍后重试',
    gateTitle: '请输入访问口令',
    gateText: '口令在启动收集器时显示，也可以直接打开带口令的地址。',
    token: '访问口令',
    open: '查看实况',
    wrongToken: '口令不对，请核对后再试。',
    visitors: '访客',
    eventsTotal: '事件',
    orders: '订单',
    revenue: '成交额',
    experiences: '体验效果',
    experiencesHint: '按访客计，每人算一次；下单指看到后 7 天内。',
    experience: '体验',
    viewed: '看到',
    clicked: '点击',
    ordered: '下单',
    dismissed: '关闭',
    withheld: '对照组',
    tick: '竖线是对照组的下单率：没看到这个体验的人，本来会有多少人下单。',
    noExperiences: '还没有人看到任何体验。访客一看到，这里就有数。',
    events: '正在发生',
    eventsHint: '新的在上，点开看全文。',
    noEvents: '还没有事件。打开店铺逛一逛，这里马上就会出现。',
    rooms: '直播报告',
    shop: '实况',
    roomTitle: '直播报告',
    choose: '场次',
    noRooms: '还没有直播数据。观众一进直播间，这里就有数。',
    viewers: '观看人数',
    peak: '最高在线',
    watched: '人均观看',
    likes: '点赞',
    comments: '评论',
    shares: '分享',
    follows: '新增关注',
    gifts: '礼物',
    coupons: '领券',
    gmv: '成交额',
    course: '在线人数',
    courseHint: '色带是讲解中的商品。',
    online: '在线',
    entered: '进入',
    deeds: '互动与成交',
    deedsHint: '与上图同一时间轴，每格：',
    minutes: '分钟',
    minute: '时间',
    funnel: '讲解带来了什么',
    funnelHint: '每步按人计，每人每格算一次；前、中、后以该商品的讲解为准。',
    before: '讲解前',
    during: '讲解中',
    after: '讲解后',
    all: '全部',
    exposed: '曝光',
    clickedStep: '点击',
    added: '加购',
    orderedStep: '下单',
    products: '商品',
    productsHint: '按成交额排列。没有讲解过的商品只有全部一栏。',
    noProducts: '还没有商品被看到。',
    explained: '讲解',
    never: '未讲解',
    table: '逐格数据',
    people: '人',
    comma: '、',
    live_mode: '',
    preview_mode: ' · 预告',
    replay_mode: ' · 回放',
  },
  en: {
    brand: 'Qianmian',
    title: 'Live',
    switch: '中文',
    live: 'Live',
    connecting: 'Connecting…',
    waiting: 'Disconnected, trying again soon',
    gateTitle: 'Enter the access token',
    gateText: 'The collector shows it when it starts. The address with the token in it also works.',
    token: 'Access token',
    open: 'Open',
    wrongToken: 'This token is not right. Check it and try again.',
    visitors: 'Visitors',
    eventsTotal: 'Events',
    orders: 'Orders',
    revenue: 'Revenue',
    experiences: 'Experiences',
    experiencesHint: 'Visitors, each counted once. Ordered: within 7 days of seeing it.',
    experience: 'Experience',
    viewed: 'Saw it',
    clicked: 'Clicked',
    ordered: 'Ordered',
    dismissed: 'Dismissed',
    withheld: 'Withheld',
    tick: 'The mark is the order rate of the withheld: how many would have ordered without seeing it.',
    noExperiences: 'Nobody has seen an experience yet. The numbers appear with the first visitor who does.',
    events: 'Happening now',
    eventsHint: 'Newest first. Open one to read all of it.',
    noEvents: 'No events yet. Look around in the shop and they appear here at once.',
    rooms: 'Live rooms',
    shop: 'Live',
    roomTitle: 'Live rooms',
    choose: 'Broadcast',
    noRooms: 'Nothing is known of a live room yet. The numbers appear with the first viewer who enters one.',
    viewers: 'Viewers',
    peak: 'Peak online',
    watched: 'Average watched',
    likes: 'Likes',
    comments: 'Comments',
    shares: 'Shares',
    follows: 'New follows',
    gifts: 'Gifts',
    coupons: 'Coupons claimed',
    gmv: 'GMV',
    course: 'Online',
    courseHint: 'The bands are the products that were being explained.',
    online: 'online',
    entered: 'entered',
    deeds: 'What viewers do, and sales',
    deedsHint: 'On the same time axis as above. Each bar:',
    minutes: 'min',
    minute: 'Time',
    funnel: 'What explaining brings',
    funnelHint: 'People at each step, each once. Before, during and after the explanation of that very product.',
    before: 'Before',
    during: 'During',
    after: 'After',
    all: 'In all',
    exposed: 'Saw it',
    clickedStep: 'Clicked',
    added: 'Into the cart',
    orderedStep: 'Ordered',
    products: 'Products',
    productsHint: 'By what they brought. A product that was never explained has only the numbers in all.',
    noProducts: 'No product has been seen yet.',
    explained: 'explained',
    never: 'never explained',
    table: 'The numbers, step by step',
    people: 'people',
    comma: ', ',
    live_mode: '',
    preview_mode: ' · preview',
    replay_mode: ' · replay',
  },
}

/** What people call the events that the SDK and the Segment spec name, in Chinese. Without a prototype: senders name events. */
const events = {
  __proto__: null,
  'Session Started': '进店',
  'Experience Viewed': '看到体验',
  'Experience Clicked': '点击体验',
  'Experience Dismissed': '关闭体验',
  'Experience Withheld': '进入对照组',
  'Product List Viewed': '浏览列表',
  'Product Viewed': '浏览商品',
  'Product Clicked': '点击商品',
  'Product Added': '加入购物车',
  'Product Removed': '移出购物车',
  'Cart Viewed': '查看购物车',
  'Checkout Started': '去结算',
  'Order Completed': '下单成功',
  'Order Refunded': '退款',
  'Coupon Applied': '使用优惠券',
  'Products Searched': '搜索',
  'Checked In': '签到',
  'Coupon Claimed': '领券',
  'Activity Decided': '活动结果',
  'Live Room Entered': '进入直播间',
  'Live Room Left': '离开直播间',
  'Live Watched': '观看直播',
  'Live Liked': '点赞',
  'Live Commented': '评论',
  'Live Shared': '分享直播间',
  'Live Followed': '关注主播',
  'Live Gift Sent': '送礼',
  'Live Product Explained': '讲解商品',
  'Live Activity Counted': '互动统计',
  'Live Message Sampled': '互动抽样',
}

const types = {
  zh: { page: '浏览页面', identify: '登录', group: '加入群组', alias: '合并身份', track: '事件' },
  en: { page: 'Page', identify: 'Identified', group: 'Group', alias: 'Alias', track: 'Event' },
}

const key = 'qianmian-live-language'
let language = read() === 'en' ? 'en' : 'zh'

/** A word of the page in the reader's language. */
export const word = (name) => words[language][name]

/** The name of an event as the reader would say it. */
export const eventName = ({ type, event }) =>
  type === 'track' ? (language === 'zh' && events[event]) || event : types[language][type]

/** `zh-CN` or `en`. */
export const locale = () => (language === 'zh' ? 'zh-CN' : 'en')

/** Writes the words into every element that names one. */
export function write() {
  document.documentElement.lang = locale()
  document.title = `${word('brand')} · ${word(document.body.dataset.title)}`
  for (const node of document.querySelectorAll('[data-word]')) node.textContent = word(node.dataset.word)
}

/** Changes to the other language, and remembers it. */
export function change() {
  language = language === 'zh' ? 'en' : 'zh'
  try {
    localStorage.setItem(key, language)
  } catch {}
  write()
}

function read() {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}
