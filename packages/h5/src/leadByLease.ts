import type { Stop } from '@qianmian/core'

const RENEW_MS = 2000
const LEASE_MS = 7000

/**
 * Leads while it holds a lease in localStorage, which it renews; whoever finds none, or one that has run out, takes it, and
 * leads when it still has it at the next look. Two may lead for a moment: then a collector gets some events twice.
 */
export function leadByLease(name: string, run: (leads: boolean) => void): Stop {
  const own = `${Math.random()}`
  let leads = false
  const look = () => {
    const [holder, until] = (localStorage.getItem(name) ?? '').split(' ')
    const mine = holder === own
    if (mine || !(Number(until) > Date.now())) localStorage.setItem(name, `${own} ${Date.now() + LEASE_MS}`)
    if (mine !== leads) run((leads = mine))
  }
  const timer = setInterval(look, RENEW_MS)
  look()
  const stop = () => {
    clearInterval(timer)
    if (leads) localStorage.removeItem(name)
  }
  return stop
}
