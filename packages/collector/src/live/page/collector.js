import { firstText } from './firstText.js'

/** The answer to a wrong token. */
export class WrongToken extends Error {}

/** Asks the collector for JSON. */
export async function ask(path, token) {
  const response = await fetch(path, { headers: { authorization: `Bearer ${token}` } })
  if (response.status === 401) throw new WrongToken()
  if (!response.ok) throw new Error(`${path}: ${response.status}`)
  return response.json()
}

/**
 * Hands over each lot of events as it comes, until the connection ends. By fetch, because an EventSource cannot send the
 * token in a header, and an address would end up in logs.
 */
export async function listen(token, opened, took) {
  const response = await fetch('/v1/stream', { headers: { authorization: `Bearer ${token}` } })
  if (response.status === 401) throw new WrongToken()
  if (!response.ok) throw new Error(`stream: ${response.status}`)
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  await opened()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    text += value
    const messages = text.split('\n\n')
    text = messages.pop()
    for (const message of messages) {
      const data = message.split('\n').filter((line) => line.startsWith('data: '))
      if (data.length) took(JSON.parse(data.map((line) => line.slice(6)).join('\n')))
    }
  }
}

/** What the collector's configs call things: names of slots, headlines of variations. */
export async function names(token) {
  const slots = new Map()
  const headlines = new Map()
  const { configs } = await ask('/v1/configs', token)
  for (const config of configs)
    try {
      for (const [slot, { name }] of Object.entries(config.slots ?? {})) slots.set(slot, firstText(name))
      for (const { id, variations = [] } of config.experiences ?? [])
        for (const { key, payload } of variations)
          headlines.set(`${id} ${key}`, firstText(payload?.title, payload?.text).replace(/\s+/g, ' '))
    } catch {
      // It is not as a config should be: events are shown all the same.
    }
  return {
    slot: (slot) => slots.get(slot) || slot,
    headline: (experience, variation) => headlines.get(`${experience} ${variation}`),
  }
}
