import type { Stop } from '@qianmian/core'
import type { Host, HostMoments } from './Host.js'

/** Hears a moment of the host, where it has it. Members of a host may be accessors: they are called in their place. */
export function listen<M extends keyof HostMoments>(
  host: Host,
  moment: M,
  run: (told: HostMoments[M]) => unknown,
): Stop {
  let on = true
  const heard = (told: HostMoments[M]) => {
    if (on) run(told)
  }
  const call = (verb: 'on' | 'off') => {
    const method = host[`${verb}${moment}`] as ((run: typeof heard) => void) | undefined
    method?.call(host, heard)
  }
  call('on')
  return () => {
    on = false
    call('off')
  }
}
