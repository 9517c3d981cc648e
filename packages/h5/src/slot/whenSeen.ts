import type { Stop } from '@qianmian/core'

/**
 * Runs once when at least `ratio` of an element was visible for `dwellMs` without a break, while the page was visible.
 * Without IntersectionObserver, what is shown counts as seen.
 */
export function whenSeen(target: Element, ratio: number, dwellMs: number, run: () => void): Stop {
  if (typeof IntersectionObserver === 'undefined') {
    run()
    return () => {}
  }
  let timer: ReturnType<typeof setTimeout> | undefined
  let inView = false
  const look = () => {
    clearTimeout(timer)
    timer = inView && !document.hidden ? setTimeout(done, dwellMs) : undefined
  }
  const observer = new IntersectionObserver(
    (entries) => {
      const entry = entries[entries.length - 1]!
      inView = entry.isIntersecting && entry.intersectionRatio >= ratio
      look()
    },
    { threshold: ratio },
  )
  const stop = () => {
    clearTimeout(timer)
    observer.disconnect()
    document.removeEventListener('visibilitychange', look)
  }
  const done = () => {
    stop()
    run()
  }
  observer.observe(target)
  document.addEventListener('visibilitychange', look)
  return stop
}
