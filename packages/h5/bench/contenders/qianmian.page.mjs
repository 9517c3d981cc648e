import { createClient } from '@qianmian/h5'

/** Starts the client. */
export function start(endpoint) {
  const { track, ready } = createClient({ writeKey: 'bench', endpoint })
  return { track, ready }
}
