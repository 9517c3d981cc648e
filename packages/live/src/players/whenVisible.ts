import type { Stop } from '@qianmian/core'

/** Tells whether any of an element can be seen: now, as far as that is known, and whenever it changes. */
export function whenVisible(element: Element | null | undefined, run: (visible: boolean) => void): Stop {
  let inView = true
  const tell = () => run(inView && !document.hidden)
  const observer =
    element && typeof IntersectionObserver === 'function'
      ? new IntersectionObserver((entries) => {
          inView = entries[entries.length - 1]!.isIntersecting
          tell()
        })
      : undefined
  observer?.observe(element!)
  document.addEventListener('visibilitychange', tell)
  tell()
  return () => {
    observer?.disconnect()
    document.removeEventListener('visibilitychange', tell)
  }
}
