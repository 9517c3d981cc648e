import type { Entry, Host } from './Host.js'

/** How the mini-program was opened this time; on an old base library, at its launch. */
export function entryOf(host: Host): Entry {
  return (host.getEnterOptionsSync ?? host.getLaunchOptionsSync)?.call(host) ?? {}
}
