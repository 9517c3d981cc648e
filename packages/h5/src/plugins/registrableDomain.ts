import { writeCookie } from './writeCookie.js'

const TRIAL = 'qm_trial=1'

/**
 * The shortest domain above this page's host that takes cookies, such as `shop.co.uk`: browsers know the public suffixes, so it
 * is tried with a cookie that is gone at once. Empty where a host stands alone, such as `localhost`, and where cookies fail.
 */
export function registrableDomain(): string {
  const labels = location.hostname.split('.')
  for (let count = 2; count <= labels.length; count++) {
    const domain = labels.slice(-count).join('.')
    writeCookie(`${TRIAL};domain=${domain}`)
    const taken = document.cookie.includes(TRIAL)
    writeCookie(`${TRIAL};domain=${domain};max-age=-1`)
    if (taken) return domain
  }
  return ''
}
