declare global {
  interface Window {
    /** What it got out of others: messages, and whether a channel came with them. */
    loot: string[]
  }
}

window.loot = []
const take = (data: unknown, ports: readonly MessagePort[]) => {
  window.loot.push(`${data} with ${ports.length} ports`)
  for (const port of ports) {
    port.onmessage = (event) => window.loot.push(`by channel: ${event.data}`)
    port.postMessage(JSON.stringify({ id: 1, ask: 'authorize', data: [] }))
  }
}
addEventListener('message', ({ data, ports }) => take(data, ports))

/** Everything that a window of another origin can say to those around it, again and again. */
function attack(): void {
  const around = [
    parent,
    top!,
    ...Array.from(parent.frames as unknown as ArrayLike<Window>),
    ...Array.from(frames as unknown as ArrayLike<Window>),
  ]
  for (const one of around) {
    if (one === window) continue
    one.postMessage('qianmian:hello', '*')
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = ({ data }) => window.loot.push(`asked: ${data}`)
    port1.postMessage(JSON.stringify({ context: { room: 'evil' }, visible: true }))
    one.postMessage('qianmian:welcome', '*', [port2])
    for (const data of [null, 7, '{', JSON.stringify({ id: 1, ask: 'add' }), { id: 1, ask: 'add', data: 'evil' }])
      one.postMessage(data, '*')
  }
}

setInterval(attack, 50)
const embedded = new URLSearchParams(location.search).get('embed')
if (embedded) document.body.append(Object.assign(document.createElement('iframe'), { src: embedded }))

export {}
