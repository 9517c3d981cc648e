/* global contender, began, started */
const tasks = []
new PerformanceObserver((list) => {
  for (const { startTime, duration } of list.getEntries()) tasks.push({ startTime, duration })
}).observe({ type: 'longtask', buffered: true })

/** The durations of the tasks over 50 ms that began since, in ms. */
window.longTasks = (since) => tasks.filter(({ startTime }) => startTime >= since).map(({ duration }) => duration)

/** Loads the contender: ms from the script's element to its start, and of these from its first statement. */
window.load = async (endpoint) => {
  window.endpoint = endpoint
  const script = document.createElement('script')
  script.src = '/contender.js'
  const loaded = new Promise((resolve, reject) => Object.assign(script, { onload: resolve, onerror: reject }))
  const asked = performance.now()
  document.head.append(script)
  await loaded
  await contender.ready
  return { load: started - asked, start: started - began }
}

/** Records the events from number `first` on in one loop, in a task of its own: `since` it was asked, and its ms. */
window.record = (first, count) =>
  new Promise((resolve) => {
    const given = Array.from({ length: count }, (_, i) => propertiesOf(first + i))
    const since = performance.now()
    setTimeout(() => {
      const began = performance.now()
      for (let i = 0; i < count; i++) contender.track('ProductAdded', given[i])
      resolve({ since, ms: performance.now() - began })
    }, 50)
  })

function propertiesOf(n) {
  return {
    n,
    product_id: `sku-${n % 50}`,
    product: '阳光玫瑰葡萄',
    category: '水果',
    price: 19.9,
    quantity: 1,
    list: 'home',
  }
}
