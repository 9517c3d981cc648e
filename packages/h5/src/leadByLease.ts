import type { Stop } from '@qianmian/core'

const RENEW_MS = 2000
const CONFIRM_MS = 100
const LEASE_MS = 7000

/**
 * Leads while it holds a lease in localStorage, which it renews; whoever finds none, or one that has run out, takes it, and
 * leads when it still has it at the next look. Two may lead for a moment: then a collector gets some events twice. Where
 * nothing can be stored, nothing is shared, and everybody leads.
 */
export function leadByLease(name: string, run: (leads: boolean) => void): Stop {
  const own = `${Math.random()}`
  let leads = false
  let timer: ReturnType<typeof setTimeout>
  const holder = () => (localStorage.getItem(name) ?? '').split(' ')
  const look = () => {
    let mine = true
    try {
      const [id, until] = holder()
      const left = Number(until) - Date.now()
      mine = id === own
      // Longer than a lease lasts: the clock was set back since.
      if (mine || !(left > 0 && left <= LEASE_MS)) localStorage.setItem(name, `${own} ${Date.now() + LEASE_MS}`)
    } catch {
      // As said above.
    }
    if (mine !== leads) run((leads = mine))
    timer = setTimeout(look, leads ? RENEW_MS : CONFIRM_MS)
  }
  look()
  return () => {
    clearTimeout(timer)
    try {
      if (holder()[0] === own) localStorage.removeItem(name)
    } catch {
      // Nothing is held.
    }
  }
}
