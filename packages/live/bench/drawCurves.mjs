const WIDTH = 860
const ROW = 118
const LEFT = 70
const RIGHT = 20
const TOP = 46

/**
 * An SVG of small charts below each other, one for each curve, all to one scale.
 * @param {readonly { name: string, requests: readonly number[] }[]} curves requests in each second
 * @param {{ seconds: number, title: string }} options
 */
export function drawCurves(curves, { seconds, title }) {
  const most = Math.max(...curves.flatMap(({ requests }) => requests))
  const height = TOP + curves.length * ROW + 34
  const x = (second) => LEFT + (second / seconds) * (WIDTH - LEFT - RIGHT)
  const charts = curves.map(({ name, requests }, row) => {
    const base = TOP + (row + 1) * ROW - 16
    const y = (count) => base - (count / most) * (ROW - 44)
    const bars = requests.map((count, second) => {
      const top = y(count)
      return count ? `M${x(second).toFixed(1)} ${base}V${top.toFixed(1)}H${x(second + 0.85).toFixed(1)}V${base}Z` : ''
    })
    const peak = Math.max(...requests)
    return `<g>
<text x="${LEFT}" y="${base - ROW + 38}" class="name">${name}</text>
<text x="${WIDTH - RIGHT}" y="${base - ROW + 38}" class="peak">worst second: ${Math.round(peak).toLocaleString('en-GB')}</text>
<path d="M${LEFT} ${base}H${WIDTH - RIGHT}" class="axis"/><path d="${bars.join('')}" class="bars"/>
<text x="${LEFT - 8}" y="${y(most) + 4}" class="scale">${Math.round(most / 1000)}k</text><text x="${LEFT - 8}" y="${base}" class="scale">0</text>
</g>`
  })
  const marks = Array.from({ length: seconds / 10 + 1 }, (_, index) => index * 10).map(
    (second) => `<text x="${x(second)}" y="${height - 12}" class="mark">${second} s</text>`,
  )
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${title}: requests that reach the collector in each second">
<style>
svg { background: #fff; font: 13px system-ui, sans-serif; fill: #1f2933 }
.title { font-size: 15px; font-weight: 600 } .peak { text-anchor: end; fill: #52606d }
.scale { text-anchor: end; fill: #52606d; font-size: 11px } .mark { text-anchor: middle; fill: #52606d; font-size: 11px }
.axis { stroke: #9aa5b1; fill: none } .bars { fill: #2f6fdb }
</style>
<text x="${LEFT}" y="24" class="title">${title}: requests a second at the collector</text>
${charts.join('\n')}
${marks.join('\n')}
</svg>
`
}
