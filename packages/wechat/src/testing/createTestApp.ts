import type { Options } from '../auto/observed.js'
import type { Constructor, Globals } from '../auto/wrapGlobal.js'

/** What a host makes of a page's or component's options. */
export interface TestInstance {
  readonly route: string
  readonly options: Record<string, string>
  /** Calls a method as the host does; undefined where there is none. */
  call(name: string, ...args: unknown[]): unknown
}

/** The constructors of a host, and the page stack that they fill. */
export function createTestApp(query: Record<string, string> = {}) {
  const made: TestInstance[] = []
  const stack: TestInstance[] = []

  const offer =
    (isPage: (options: Options) => boolean): Constructor =>
    (options) => {
      const methods = (isPage(options) ? options : options.methods) as Options
      const self: TestInstance = {
        route: 'pages/home/index',
        options: query,
        call(name, ...args) {
          const method = methods?.[name]
          return typeof method === 'function' ? method.apply(self, args) : undefined
        },
      }
      made.push(self)
      stack.push(self)
      return `made ${made.length}`
    }

  const all: Record<string, Constructor> = {
    Page: offer(() => true),
    Component: offer(() => false),
    Behavior: offer(() => false),
  }
  const globals: Globals = {
    get: (name) => all[name],
    set(name, value) {
      all[name] = value
    },
  }
  return { all, globals, made, pages: () => stack }
}
