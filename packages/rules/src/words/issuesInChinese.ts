import type { IssueCode, IssueValues, NameKind } from '../check/issueValues.js'
import { PLAIN_MARKS } from './plainMarks.js'
import { SECTIONS } from './sections.js'
import { type SyntaxHint, syntaxHint } from './syntaxHint.js'

/** Every issue in Chinese. */
export const issuesInChinese: { readonly [code in IssueCode]: (values: IssueValues[code]) => string } = {
  json: ({ line, column, found = '', wanted = 'value' }) =>
    line === undefined
      ? '这不是合法的 JSON。'
      : `从第 ${line} 行第 ${column} 列起不是合法的 JSON：这里应该是${WANTED[wanted]}，却是${CHARACTERS[found] ?? (found ? `“${found}”` : '文件末尾')}。${hint(found, wanted)}`,
  failed: () => '无法完整检查：文档里是否有嵌套了上千层的内容？',
  schema: ({ wanted }) => `"schema" 必须是 ${wanted}。`,
  type: ({ wanted, given }) =>
    `这里必须是：${any(wanted.split('|').map(typeName))}${given ? `；现在是：${typeName(given)}` : ''}。`,
  missing: ({ name }) => `这里缺少 ${quoted(name)}。`,
  unknownMember: ({ name, suggestion }) => `${quoted(name)} 在这里没有含义，会被忽略。${meant(suggestion)}`,
  form: ({ form, given, choices = [] }) =>
    `${quoted(given)} 无法识别。请写${any([...(FORMS[form] ? [FORMS[form]] : []), ...choices.map(quoted)])}。`,
  choice: ({ choices, given, suggestion }) =>
    `这里不能写 ${quoted(given)}。可以写 ${any(choices.map(quoted))}。${meant(suggestion)}`,
  range: ({ given, minimum, maximum }) =>
    `${given} 超出范围。请写${maximum === undefined ? `不小于 ${minimum} ` : ` ${minimum} 到 ${maximum} 之间`}的数。${
      maximum === 1 && given > 1 && given <= 100 ? `${given}% 要写成 ${given / 100}。` : ''
    }`,
  integer: ({ given }) => `${given} 必须是整数。`,
  length: ({ given, minimum, maximum }) =>
    `这里${minimum === maximum ? '必须正好' : '至少'}有 ${minimum} 项，现在有 ${given} 项。`,
  alternative: ({ alternatives }) =>
    `看不出这是哪一种。请写上 ${any(alternatives.map((names) => names.map(quoted).join(' 和 ')))}。`,
  name: ({ name, kind, suggestion }) =>
    `这里用到了${kind ? KINDS[kind] : ''} ${quoted(name)}，但没有定义它。${meant(suggestion)}${
      kind && !suggestion ? `请在 "${SECTIONS[kind]}" 里定义。` : ''
    }`,
  slot: ({ name, suggestion }) => `没有名为 ${quoted(name)} 的运营位。${meant(suggestion) || '请在 "slots" 里添加。'}`,
  duplicate: ({ name }) => `${quoted(name)} 重复了，只有第一个有效。请给这一个换个名字。`,
  repeated: ({ name, line }) =>
    `同一个 { } 里 ${quoted(name)} 写了两次（第二次在第 ${line} 行），只有最后一个有效。请合并，或给其中一个换个名字。`,
  spelling: ({ name, suggestion }) =>
    `事件 ${quoted(name)} 与 ${quoted(suggestion)} 不是同一个事件：事件名必须逐字相同。如果指的是同一件事，请写 ${quoted(suggestion)}。`,
  reserved: ({ name }) => `${quoted(name)} 在条件里已有固定含义。请给这个特征换个名字。`,
  unreadable: ({ name }) => `条件无法读取名为 ${quoted(name)} 的特征：名字不能为空，不能含有点号，也不能以 "$" 开头。`,
  unused: ({ kind, name }) =>
    kind === 'slot'
      ? `没有任何体验投放到运营位 ${quoted(name)}，它始终显示默认内容。`
      : `文档里没有用到${KINDS[kind]} ${quoted(name)}。如果页面或报表要用就保留，否则请删除。`,
  cycle: ({ name, chain = [name, name] }) =>
    `这些特征互相等待，永远算不出值：${chain.join(' → ')}。请让其中一个改读别的内容。`,
  depth: () => '这里的条件嵌套得太深，无法读取。请拆成几个标签或人群，再引用它们的名字。',
  layer: ({ name, kind, by = '' }) =>
    `${kind ? `${KINDS[kind]} ${quoted(by)}` : '这里'}读取了 ${quoted(name)}，而它要更晚才计算。计算顺序是：渠道、特征、标签、人群、体验。请只引用排在前面的内容。`,
  operator: ({ name, suggestion }) => `没有 ${quoted(name)} 这个运算符，用到它的内容不会展示。${meant(suggestion)}`,
  regex: ({ name }) =>
    `发布的文档不能使用 ${quoted(name)}，因为正则表达式可能让页面卡死。请改用 "$startsWith"、"$endsWith"、"$contains" 或 "$in"。`,
  misplaced: ({ name }) => `${quoted(name)} 写在了属性的位置上。请这样写：{"orders": {"$gte": 3}}。`,
  missingExists: ({ name, operator, example }) =>
    `没有 ${quoted(name)} 的访客也会满足 ${quoted(operator)}，因为缺失的值算作更小。要排除这些访客，请写 ${example}。`,
  list: ({ name, example }) =>
    `${quoted(name)} 是一组名字，这样写比较的是整组内容。要判断其中有没有某个名字，请写 ${example}。`,
  wholeList: ({ name, example }) =>
    `只有当 ${quoted(name)} 是一个列表、并且与这里完全相同时才成立。要表示“其中之一”，请写 ${example}。`,
  attribute: ({ name, suggestion }) =>
    `SDK 不提供 ${quoted(name)}。${meant(suggestion)}如果是您自己的页面提供的，可以不改。`,
  contradiction: ({ name, parts }) =>
    `没有人能满足这个条件：${quoted(name)} 不可能${parts.length > 1 ? '同时' : ''}是 ${parts.join(' 和 ')}。`,
  unreachable: ({ by }) =>
    `它永远不会展示：能看到它的访客总是先看到 ${all(by.map(quoted))}。请提高它的优先级，或收窄对方的条件。`,
  tie: ({ others, priority, slot }) =>
    `在运营位 ${quoted(slot)} 里，它与 ${all(others.map(quoted))} 优先级相同（${priority}），又可能适合同一个访客，这时文件里靠前的胜出。请给每个体验不同的优先级。`,
  capZero: () => '次数为 0，永远不会展示。要停用某项内容，请改写 "enabled": false。',
  noExperiment: ({ count }) =>
    `有 ${count} 个版本但没有实验，访客会被平均分配。请加上有独立 key 的 "experiment"，或只保留一个版本。`,
  weightsCount: ({ weights, variations }) =>
    `${variations} 个版本却有 ${weights} 个权重，权重不会生效。请为每个版本各写一个。`,
  weightsSum: ({ sum }) => `权重之和是 ${sum}，必须是 1。`,
  experimentReused: ({ key, other }) =>
    `${quoted(other)} 也在用实验 ${quoted(key)}，同一批访客在两处会分到同样的版本。请给每个实验各自的 key。`,
  closedInVain: ({ type }) =>
    `访客可以关闭这个 ${type}，但关闭后会立刻再次展示。请写上 "cooldown": {"after":"dismiss","for":"1d"}、上限或触发条件；或在内容里写 "dismissible": false。`,
  expired: ({ at }) => `文档已于 ${at} 过期，页面不再采用它。请写更晚的时间，或去掉 "expires"。`,
  over: ({ end }) => `这个排期已于 ${end} 结束。请写更晚的结束时间，或删除这个体验。`,
  emptySchedule: ({ start, end }) => `排期从 ${start} 开始、到 ${end} 结束，永远不会生效。结束时间要晚于开始时间。`,
  noStart: ({ member }) =>
    `${quoted(member)} 从排期的开始时间数起，而这里没有写开始时间。请写上 "start"，如 "2026-12-01T00:00:00+08:00"。`,
  endOfDate: ({ member, given, next }) =>
    `${quoted(given)} 指当天 00:00，当天不会展示。要包含这一天，请写 ${quoted(member)}: ${quoted(next)}；如果本意如此，请写 ${quoted(`${given}T00:00`)}。`,
  neverOpens: ({ type, member }) => `${type} 类型的重复排期没有写 ${quoted(member)}，永远不会生效。请列出日期。`,
  quietAllDay: ({ from, to }) => `免打扰时段 ${from} 到 ${to} 覆盖了全天，不会再有新内容展示。`,
  quietNever: ({ from }) => `免打扰时段的开始和结束都是 ${from}，等于没有设置。要覆盖全天，请写 "00:00" 到 "24:00"。`,
  shortHistory: ({ span, days }) =>
    `${quoted(span)} 比有些浏览器保留的历史更长：访客使用 Safari 满 ${days} 天而没有与网站互动，Safari 就会删除网站存储的数据（https://webkit.org/blog/10218/full-third-party-cookie-blocking-and-more/）；小程序则会保留。如果很重要，请让采集端为已登录的访客恢复历史。`,
  deviceGuard: ({ type, by }) =>
    `谁能得到这个 ${type} 完全由设备上的记录决定（${by.join('、')}），清除或修改这些记录就能再次领取。请在核销时由服务端校验，或要求一个由服务端提供的属性（"user.…"）。`,
  personalPrice: ({ member, by }) =>
    `${quoted(member)} 里的价格因人而异（${by.join('、')}），可能构成“大数据杀熟”（《个人信息保护法》第二十四条、《电子商务法》第十八条）。请让所有人看到同样的价格，优惠用规则公开的优惠券发放。`,
  shareReward: ({ event, reward }) =>
    `${quoted(event)} 会让访客得到 ${quoted(reward)}。微信禁止利诱用户分享（诱导分享），可能封禁页面或小程序。请改为奖励其他行为。`,
  url: ({ given }) =>
    `${quoted(given)} 不是 SDK 会打开的地址。请写以 https: 或 http: 开头的地址、相对路径，或小程序页面路径。`,
  noScheme: ({ given }) => `${quoted(given)} 会被当作本站的路径。要打开别的网站，请写 ${quoted(`https://${given}`)}。`,
  against: () => '无法读取旧文档，没有进行比较。',
  otherDocument: ({ id, before }) => `这份文档是 ${quoted(id)}，旧文档是 ${quoted(before)}。文件选对了吗？`,
  revision: ({ revision, before }) =>
    `修订号 ${revision} 不大于 ${before}，已有 ${before} 的页面不会更新。请写 ${Math.floor(before) + 1}，回滚也一样。`,
  tzChanged: ({ tz, before }) => `日期原来按 ${before} 计算，现在按 ${tz}：按天的计数在一段时间内可能相差一天。`,
  traitReset: ({ name, changed }) =>
    `所有访客的 ${quoted(name)} 都会从头计算，因为 ${all(changed.map(quoted))} 变了。要保留历史，请不要改这个特征，另加一个新的。`,
  traitNew: ({ name, renamed }) =>
    `${quoted(name)} 从这一版才开始计数。对已有的访客，在它的时间窗口走完一遍之前是未知的，用到它的内容不会展示；写上 "incomplete": "use" 则直接采用。${
      renamed ? `它就是原来的 ${quoted(renamed)}：沿用旧名字可以保留历史。` : ''
    }`,
  removed: ({ kind, name, renamed }) =>
    `${KINDS[kind]} ${quoted(name)} 被删除了。${
      kind === 'trait' || kind === 'tag'
        ? '访客在它上面的记录会丢失。'
        : kind === 'slot'
          ? '页面上这个位置将没有内容。'
          : renamed
            ? `它现在叫 ${quoted(renamed)}，访客看过、关过几次会从头计算：沿用旧的 id，上限和冷却才会延续。`
            : ''
    }`,
  tagShorter: ({ name, changed }) =>
    `已有标签 ${quoted(name)} 的访客会更早失去它，因为 ${quoted(changed)} 变了。要让他们保留，请不要改。`,
  reshuffled: ({ name, changed, sticky }) =>
    `${quoted(name)} 的访客可能换到别的版本，因为 ${all(changed.map(quoted))} 变了。${
      sticky ? '看过某个版本的访客会保持不变（"sticky"）。' : '前后的数据不能合并统计。'
    }`,
  holdoutChanged: ({ changed }) =>
    `对照组的访客可能会变，因为 ${all(changed.map(quoted))} 变了。前后的数据不能合并统计。`,
}

const quoted = (text: string) => `"${text}"`
const any = (items: readonly string[]) =>
  items.length < 2
    ? `${items[0] ?? ''}`
    : `${items.slice(0, -1).join('、')}${/[\w"]$/.test(items[items.length - 2]!) ? ' ' : ''}或 ${items[items.length - 1]}`
const all = (items: readonly string[]) => items.join('、')
const meant = (suggestion: string | undefined) => (suggestion ? `是不是想写 ${quoted(suggestion)}？` : '')

const TYPES: { [type: string]: string } = {
  string: '带引号的文本',
  number: '数字',
  boolean: 'true 或 false',
  object: '{ } 对象',
  array: '[ ] 列表',
}
const typeName = (type: string) => TYPES[type] ?? type

const CHARACTERS: { [found: string]: string } = { '"': '引号', '\u00a0': '特殊空格', '\u3000': '全角空格' }

function hint(found: string, wanted: string): string {
  const guess = syntaxHint(found, wanted)
  return guess ? HINTS[guess](found) : ''
}

const HINTS: { [guess in SyntaxHint]: (found: string) => string } = {
  mark: (found) => `请改用英文半角的 ${PLAIN_MARKS[found]}。`,
  space: () => '请改用普通的半角空格。',
  comment: () => 'JSON 里不能写注释：请删除，或写成以 "_" 开头的字段。',
  commaMissing: () => '它前面是不是少了一个逗号？',
  commaTooMany: () => '请删除它前面多余的逗号。',
  unquoted: () => '名字和文本都要放在英文半角的双引号里。',
  unclosed: () => '是不是少了右括号或引号？',
}

const WANTED: { [wanted: string]: string } = {
  value: '一个值',
  name: '带引号的名字',
  colon: '冒号 ":"',
  comma: '逗号 "," 或右括号',
  end: '文件末尾',
}

const FORMS: { [form: string]: string } = {
  Span: '天数（如 "90d"）、1 到 48 小时（如 "6h"）',
  TimeOfDay: '一天中的时间（如 "20:00"）',
  Moment: '时刻（如 "2026-12-01T00:00:00+08:00"）或日期（如 "2026-12-01"）',
  CalendarDate: '日期（如 "2026-11-11"）',
  TimeZone: '时区（如 "Asia/Shanghai"）或偏移（如 "+08:00"）',
}

const KINDS: { [kind in NameKind]: string } = {
  trait: '特征',
  tag: '标签',
  audience: '人群',
  slot: '运营位',
  group: '分组',
  savedGroup: '名单',
  channel: '渠道',
  experience: '体验',
}
