/** Who comes later than this after the beginning comes to the beginning of the next broadcast, in ms. */
const NEXT_AFTER_MS = 8 * 60_000
const LASTS_MS = 20 * 60_000

/**
 * Broadcasts, one after another. Each has its own activities at the collector, by the names that the rules use and its own id:
 * `newcomer.20261126T120000`.
 * @param {{ endpoint: string, token: string, drawsAfterMs?: number }} options
 */
export function openBroadcasts({ endpoint, token, drawsAfterMs = 15 * 60_000 }) {
  let last
  let began = 0

  async function open(startedAt) {
    const id = new Date(startedAt).toISOString().slice(0, 19).replace(/[-:]/g, '')
    const after = (ms) => new Date(startedAt + ms).toISOString()
    const opens = after(0)
    const closes = after(LASTS_MS)
    const activities = {
      newcomer: { kind: 'stock', title: '新人首单券', total: 100, code: 'LIVE20', opens },
      'flash-orange': { kind: 'stock', title: '脐橙秒杀', total: 30, code: 'ORANGE', opens, closes },
      'gift-box': {
        kind: 'lottery',
        title: '四季鲜果礼盒',
        prizes: [{ name: '四季鲜果礼盒', count: 3 }],
        opens,
        drawsAt: after(drawsAfterMs),
      },
      next: { kind: 'vote', title: '下一场先讲', options: ['peach', 'strawberry', 'mango'], opens, closes },
    }
    for (const [name, definition] of Object.entries(activities)) await put(`${name}.${id}`, definition)
    return { id, startedAt }
  }

  async function put(name, definition) {
    const answer = await fetch(`${endpoint}/v1/activities/${name}`, {
      method: 'PUT',
      headers: { Authorization: `Bearer ${token}` },
      body: JSON.stringify(definition),
    }).catch((cause) => {
      throw new Error(`[qianmian] live room: no collector answers at ${endpoint}: start it first`, { cause })
    })
    if (!answer.ok) throw new Error(`[qianmian] live room: the collector refused ${name}: ${await answer.text()}`)
  }

  return {
    /**
     * The one that is on; one that has just begun, when there is none or it began long ago.
     * @returns {Promise<{ id: string, startedAt: number }>}
     */
    current() {
      if (Date.now() - began > NEXT_AFTER_MS) {
        began = Date.now()
        last = open(began).catch((error) => {
          began = 0
          throw error
        })
      }
      return last
    },
  }
}
