import { element } from './element.js'
import { change, word, write } from './words.js'

/**
 * What the pages share: a bar with the status, the language and the way to the other page, and a gate for who has no token.
 * @param {{ href: string, word: string }} other the other page, and what it is called
 * @param {{ enter(): void, draw(): void }} page `enter`: somebody has typed a token; `draw`: the language is another one
 */
export function frame(other, { enter, draw }) {
  const main = document.getElementById('main')
  const status = element('p.status', { role: 'status' })
  const link = element('a.language', { 'data-word': other.word })
  const language = element('button.language', { type: 'button', id: 'language' })
  const input = element('input', {
    id: 'token',
    type: 'password',
    autocomplete: 'off',
    spellcheck: false,
    required: true,
  })
  const wrong = element('p.wrong', { role: 'alert' })
  const gate = element(
    'form.gate',
    { id: 'gate', hidden: true },
    element('h2', { 'data-word': 'gateTitle' }),
    element('p', { 'data-word': 'gateText' }),
    element('label', { for: 'token', 'data-word': 'token' }),
    input,
    wrong,
    element('button', { type: 'submit', 'data-word': 'open' }),
  )
  let token = new URLSearchParams(location.hash.slice(1)).get('token') ?? ''
  let state

  function tell(next) {
    state = next
    link.href = `${other.href}${token && `#token=${encodeURIComponent(token)}`}`
    status.dataset.state = next
    status.textContent = next === 'idle' ? '' : word(next)
  }

  language.addEventListener('click', () => {
    change()
    language.textContent = word('switch')
    tell(state)
    draw()
  })
  gate.addEventListener('submit', (event) => {
    event.preventDefault()
    token = input.value.trim()
    enter()
  })

  document.body.prepend(
    element(
      'header.bar',
      element('img.mark', { src: '/live/icon.svg', alt: '', width: 30, height: 30 }),
      element(
        'h1',
        element('span', { 'data-word': 'brand' }),
        element('small', { 'data-word': document.body.dataset.title }),
      ),
      status,
      link,
      language,
    ),
    gate,
  )
  write()
  language.textContent = word('switch')
  tell('idle')

  return {
    /** The empty string: nobody has said one, or it was wrong. */
    token: () => token,
    state: () => state,
    /** Shows how the page stands with the collector. */
    tell,
    admit() {
      gate.hidden = true
    },
    /** Asks for a token, since there is none, or because of what was wrong with it. */
    refuse(why = '') {
      token = ''
      tell('idle')
      main.hidden = true
      gate.hidden = false
      wrong.textContent = why
      input.focus()
    },
  }
}
