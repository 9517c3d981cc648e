import type { Json } from '../event.js'
import type { Tabs } from '../platform.js'

/** A tab among those of a window. */
export interface MemoryTab extends Tabs {
  /** Plays the end of its process: it hears and leads no more, and the next in line leads. */
  kill(): void
}

/** A window: each call opens a tab in it. Messages arrive in later tasks; who asked first leads. */
export function createMemoryWindow(): () => MemoryTab {
  let line: ((leads: boolean) => void)[] = []
  const hearers = new Map<MemoryTab, (message: Json) => void>()

  return () => {
    let mine: ((leads: boolean) => void) | undefined
    const leave = () => {
      const led = line[0] === mine
      line = line.filter((one) => one !== mine)
      if (led) line[0]?.(true)
    }
    const tab: MemoryTab = {
      lead(run) {
        mine = run
        if (line.push(run) === 1) Promise.resolve().then(() => line[0] === run && run(true))
        return leave
      },
      send(message) {
        const text = JSON.stringify(message)
        for (const other of [...hearers.keys()])
          if (other !== tab) Promise.resolve().then(() => hearers.get(other)?.(JSON.parse(text)))
      },
      on(run) {
        hearers.set(tab, run)
        return () => void hearers.delete(tab)
      },
      kill() {
        hearers.delete(tab)
        if (mine) leave()
      },
    }
    return tab
  }
}
