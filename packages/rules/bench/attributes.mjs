const STEMS = ['north', 'south', 'east', 'west', 'old', 'new']

/** What a condition can ask of a text by `$startsWith` and `$contains`: each holds for a sixth of a domain. */
export const PREFIXES = STEMS.map((stem) => `${stem}-`)
export const PARTS = STEMS.map((stem) => stem.slice(1))

const number = (path, max) => ({ path, type: 'number', max })
const text = (path, size) => ({ path, type: 'text', domain: words(size) })
const list = (path, size) => ({ path, type: 'list', domain: words(size) })
const flag = (path) => ({ path, type: 'flag' })
const optional = (attribute) => ({ ...attribute, optional: true })

/** The 30 attributes of the visitor: 13 numbers, 10 texts, 4 flags, 3 lists; four of them are missing half of the time. */
export const ATTRIBUTES = [
  number('user.points', 5000),
  number('user.age', 80),
  number('user.orders', 40),
  number('user.spend', 8000),
  number('user.coupons', 20),
  optional(number('user.referrals', 30)),
  text('user.city', 30),
  text('user.level', 5),
  optional(text('user.store', 12)),
  flag('user.member'),
  flag('user.newsletter'),
  list('user.interests', 18),
  list('user.favourites', 12),
  number('page.depth', 100),
  text('page.path', 24),
  text('page.category', 12),
  number('device.width', 2000),
  text('device.os', 4),
  text('device.brand', 10),
  flag('device.touch'),
  number('session.number', 60),
  number('session.minutes', 120),
  text('campaign.source', 12),
  optional(text('campaign.medium', 6)),
  list('campaign.keywords', 12),
  flag('live.watching'),
  number('live.likes', 200),
  optional(number('live.minutes', 90)),
  number('scene', 1200),
  text('referrer.host', 8),
]

/** A value that the visitor may have; undefined where the attribute is missing. */
export function draw(attribute, random) {
  const { type, max, domain, optional } = attribute
  if (optional && random() < 0.5) return undefined
  if (type === 'number') return Math.floor(random() * max)
  if (type === 'flag') return random() < 0.5
  if (type === 'text') return pick(domain, random)
  return domain.filter(() => random() < 3 / domain.length)
}

export const pick = (items, random) => items[Math.floor(random() * items.length)]

function words(size) {
  return Array.from({ length: size }, (_, i) => `${STEMS[i % STEMS.length]}-${i}`)
}
