const COLUMNS = [
  ['script KB', ({ size }) => (size / 1000).toFixed(1)],
  ['load ms', ({ load }) => load.toFixed(1)],
  ['start ms', ({ start }) => start.toFixed(2)],
  ['load work', ({ loadWork }) => loadWork.toFixed(1)],
  ['first ms', ({ first }) => first.toFixed(2)],
  ['loop ms', ({ loop }) => loop.toFixed(1)],
  ['work ms', ({ work }) => work.toFixed(0)],
  ['long tasks', ({ longTasks }) => `${longTasks}`],
  ['longest', ({ longest }) => longest.toFixed(0)],
  ['requests', ({ requests, preflights }) => `${requests}${preflights ? `+${preflights}` : ''}`],
  ['sent KB', ({ bytes }) => (bytes / 1000).toFixed(0)],
  ['arrived', ({ arrived }) => `${arrived}`],
  ['twice', ({ duplicates }) => `${duplicates}`],
  ['after s', ({ delivery }) => (delivery / 1000).toFixed(1)],
]

/** Prints the medians, a line a contender; docs/benchmarks.md says what the columns are. */
export function reportTable(results) {
  print(
    '',
    COLUMNS.map(([title]) => title),
  )
  for (const result of results)
    print(
      result.contender.name,
      COLUMNS.map(([, cell]) => cell(result)),
    )
}

function print(title, cells) {
  console.log(title.padEnd(24) + cells.map((cell) => cell.padStart(11)).join(''))
}
