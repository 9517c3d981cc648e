import { element } from '../element.js'
import { icon } from '../parts/icon.js'
import { yuan } from '../parts/price.js'
import { signIn } from '../parts/signIn.js'
import { toast } from '../parts/toast.js'
import { client, consent, personalization } from '../qianmian.js'
import { again, go, type Page } from '../router.js'
import { held } from '../shop/coupons.js'
import { levels, member } from '../shop/member.js'
import { newPerson } from '../shop/newPerson.js'
import { orders } from '../shop/orders.js'
import { tagNames } from '../shop/tagNames.js'

export function memberPage(): Page {
  return {
    title: '我的',
    node: element('div', { class: 'page member' }, card(), figures(), coupons(), tags(), choices(), device()),
  }
}

function card(): HTMLElement {
  const who = member.get()
  const { level = 'basic', spend = 0 } = personalization.visitor().traits
  if (!who)
    return element(
      'section',
      { class: 'member-card' },
      element('h1', {}, '您好，欢迎来枝上'),
      element('p', {}, '登录后享会员价，下单攒积分'),
      element('button', { class: 'primary', type: 'button', onclick: () => signIn(again) }, '手机号登录'),
    )
  const { from: to, name } = next(Number(spend))
  return element(
    'section',
    { class: `member-card ${level}` },
    element('span', { class: 'level' }, icon('sprout'), levels[String(level)] ?? ''),
    element('h1', {}, `尾号 ${who.tail} 的朋友`),
    element('progress', { max: to, value: Math.min(to, Number(spend)), 'aria-label': '升级进度' }),
    element('p', {}, name ? `再买 ${yuan((to - Number(spend)) * 100)} 元，升为${name}` : '已是最高等级，谢谢一路相伴'),
  )
}

/** The level after this one and the money, in yuan, that it starts from; no name: there is none. */
function next(spend: number): { from: number; name?: string } {
  if (spend < 500) return { from: 500, name: levels.silver }
  return spend < 2000 ? { from: 2000, name: levels.gold } : { from: 2000 }
}

function figures(): HTMLElement {
  const figure = (value: string | number, name: string) => element('div', {}, element('b', {}, String(value)), name)
  const all = orders.get()
  return element(
    'section',
    { class: 'card figures' },
    figure(member.get()?.points ?? 0, '积分'),
    figure(held().length, '优惠券'),
    figure(all.length, '订单'),
    figure(Number(personalization.visitor().traits.visits ?? 0), '到访'),
  )
}

function coupons(): HTMLElement | null {
  if (!held().length) return null
  return element(
    'section',
    { class: 'card' },
    element('h2', {}, '我的卡包'),
    ...held().map(({ name, off, from }) =>
      element(
        'p',
        { class: 'ticket' },
        element('b', {}, `¥${yuan(off)}`),
        element('span', {}, name),
        element('small', {}, `满 ${yuan(from)} 元可用`),
      ),
    ),
  )
}

function tags(): HTMLElement {
  const mine = personalization.visitor().tags.flatMap((id) => (tagNames[id] ? [[id, tagNames[id]] as const] : []))
  const forget = (id: string) => () => {
    personalization.visitor().forget(id)
    again()
  }
  return element(
    'section',
    { class: 'card' },
    element('h2', {}, '您的标签', element('small', {}, '只在这台手机上算出来，随时可以划掉')),
    mine.length
      ? element(
          'ul',
          { class: 'tags' },
          ...mine.map(([id, name]) =>
            element(
              'li',
              {},
              name,
              element('button', { type: 'button', 'aria-label': `划掉${name}`, onclick: forget(id) }, icon('close')),
            ),
          ),
        )
      : element('p', { class: 'quiet' }, '还没有标签，逛一逛就有了'),
  )
}

function choices(): HTMLElement {
  const choice = (purpose: 'analytics' | 'personalization', name: string, line: string) =>
    element(
      'label',
      { class: 'choice' },
      element('span', {}, name, element('small', {}, line)),
      element('input', {
        type: 'checkbox',
        role: 'switch',
        checked: consent()[purpose],
        onchange(event) {
          client.consent({ [purpose]: (event.target as HTMLInputElement).checked })
          again()
        },
      }),
    )
  return element(
    'section',
    { class: 'card' },
    element('h2', {}, '您的选择'),
    choice('personalization', '为我推荐', '关掉后，您看到的与所有人一样'),
    choice('analytics', '记录浏览与下单', '关掉后，这台手机不再记录和发送'),
  )
}

function device(): HTMLElement {
  const another = () => {
    client.reset()
    newPerson()
    toast('好了，现在是另一个人在用')
    go('/')
  }
  return element(
    'section',
    { class: 'device' },
    element('button', { class: 'secondary', type: 'button', onclick: another }, '换一个人'),
    element('p', {}, '清空这台手机上的购物车、订单、标签与身份'),
  )
}
