import type { Client, ClientOptions } from '@qianmian/core'

/** What the snippet queued: a function that waits for the script, a client to be created, or a call of a client. */
type Call =
  | { run(): void }
  | { client: Partial<Client>; options: ClientOptions; done(ready: unknown): void }
  | { client: Partial<Client>; name: keyof Client; args: ArrayLike<unknown>; done(result: unknown): void }

/**
 * Makes the calls that the snippet queued in the global `qianmian`, in their order, when all of the script is there. What one
 * of them throws reaches the console, and stops no other.
 */
export async function takeOver(create: (options: ClientOptions) => Client): Promise<void> {
  await undefined
  const { qianmian } = globalThis as { qianmian?: { calls?: Call[] } }
  // Those of a client that could not be created queue up again: only what was there before is looked at.
  for (const call of qianmian?.calls?.splice(0) ?? []) make(call, create)
  delete qianmian?.calls
}

/** A rejection that nobody catches is how the browser tells of an error. */
async function make(call: Call, create: (options: ClientOptions) => Client): Promise<void> {
  if ('run' in call) call.run()
  else if ('options' in call) call.done(Object.assign(call.client, create(call.options)).ready)
  else call.done((call.client[call.name] as (...args: unknown[]) => unknown)(...Array.from(call.args)))
}
