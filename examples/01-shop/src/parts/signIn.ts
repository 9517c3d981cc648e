import { element } from '../element.js'
import { client } from '../qianmian.js'
import { member } from '../shop/member.js'
import { openSheet } from './sheet.js'

/** Opens the sign-in sheet. The member's number is made from the phone number by a one-way hash: it never leaves raw. */
export function signIn(done: () => void): void {
  const phone = element('input', {
    type: 'tel',
    inputmode: 'numeric',
    pattern: '1[0-9]{10}',
    placeholder: '11 位手机号',
    autocomplete: 'tel-national',
    required: true,
    'aria-label': '手机号',
  })
  const submit = async (event: Event) => {
    event.preventDefault()
    const id = `m_${await digest(phone.value)}`
    const points = 100
    member.set({ id, tail: phone.value.slice(-4), points })
    client.identify(id, { member: true, points })
    sheet.close()
    done()
  }
  const sheet = openSheet(
    '手机号登录',
    element(
      'form',
      { class: 'sign-in', onsubmit: submit },
      element('p', {}, '登录即成为枝上会员：会员价、积分，另送 100 分见面礼。'),
      phone,
      element('button', { class: 'primary', type: 'submit' }, '登录'),
      element('small', {}, '这是一间示范店：不发验证码，号码只用来算出会员号，不会发送。'),
    ),
  )
}

async function digest(text: string): Promise<string> {
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`zhishang ${text}`))
  return [...new Uint8Array(bytes)]
    .slice(0, 6)
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')
}
