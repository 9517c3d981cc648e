import fc from 'fast-check'
import type { Client } from '../client.js'
import type { MemoryPlatform } from './createMemoryPlatform.js'

/** A tab of a device. */
export interface PlayedTab {
  readonly client: Pick<Client, 'track'>
  readonly platform: Pick<MemoryPlatform, 'settle' | 'advance'>
  kill(): void
}

/** Something that happens to the tabs of a device: what, to which of them, and how much of it. */
export interface Happening {
  readonly what: string
  readonly tab: number
  readonly n: number
}

const MOST_TABS = 4

/** What may happen by chance; `more`: by these names too, which the test's own device knows. */
export function happenings(...more: string[]): fc.Arbitrary<Happening[]> {
  const what = fc.constantFrom('track', 'track', 'track', 'open', 'kill', 'wait', 'network', 'settle', ...more)
  return fc.array(fc.record({ what, tab: fc.nat(3), n: fc.nat(9) }), { maxLength: 30 })
}

/**
 * Lets it happen to up to four tabs. `own`: the ids of what a tab has recorded; `happen`: what happens to the device itself.
 * Returns the tabs that are left, and the ids of all that was ever stored.
 */
export async function playTabs<Tab extends PlayedTab>(
  happenings: readonly Happening[],
  { open, own, happen }: { open(): Tab; own(tab: Tab): readonly string[]; happen(happening: Happening): void },
): Promise<{ tabs: Tab[]; stored: ReadonlySet<string> }> {
  let tabs = [open()]
  const stored = new Set<string>()
  const settle = async () => {
    for (let i = 0; i < 4; i++) for (const { platform } of tabs) await platform.settle()
    for (const tab of tabs) for (const id of own(tab)) stored.add(id)
  }
  for (const happening of happenings) {
    const { what, tab, n } = happening
    const one = tabs[tab % tabs.length]!
    if (what === 'open' && tabs.length < MOST_TABS) tabs.push(open())
    else if (what === 'settle') await settle()
    else if (what === 'track') for (let i = 0; i <= n % 3; i++) one.client.track('a')
    // They share the device's clock.
    else if (what === 'wait') for (const { platform } of tabs) await platform.advance(n * 1000)
    else if (what === 'kill') {
      await settle()
      one.kill()
      tabs = tabs.filter((other) => other !== one)
      if (!tabs.length) tabs.push(open())
    } else happen(happening)
  }
  await settle()
  return { tabs, stored }
}
