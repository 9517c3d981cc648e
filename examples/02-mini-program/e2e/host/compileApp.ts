import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { TmplGroup } from 'glass-easel-template-compiler'

/** A mini-program as the runtime takes it: all files by their path without extension. */
export interface CompiledApp {
  /** JavaScript that gives the templates. */
  readonly templates: string
  readonly scripts: Readonly<Record<string, string>>
  readonly styles: Readonly<Record<string, string>>
  readonly configs: Readonly<Record<string, { component?: boolean; usingComponents?: Record<string, string> }>>
  readonly app: {
    readonly pages: readonly string[]
    readonly tabBar: { readonly list: readonly { readonly pagePath: string; readonly text: string }[] }
  }
}

const NPM = 'miniprogram_npm/'

/** Compiles the WXML, WXSS and JSON of a folder. Throws when a template is wrong. */
export function compileApp(folder: string): CompiledApp {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  const read = (extension: string) =>
    Object.fromEntries(
      files
        .filter((name) => name.endsWith(`.${extension}`))
        .map((name) => [name.slice(0, -extension.length - 1), readFileSync(join(folder, name), 'utf8')]),
    )
  const group = new TmplGroup()
  for (const [path, source] of Object.entries(read('wxml'))) {
    const problems = group.addTmpl(path, source)
    if (problems.length) throw new Error(`${path}.wxml: ${problems.map(String).join(', ')}`)
  }
  const configs = Object.fromEntries(
    Object.entries(read('json')).map(([path, text]) => {
      const config = JSON.parse(text)
      const using = Object.entries((config.usingComponents ?? {}) as Record<string, string>)
      config.usingComponents = Object.fromEntries(using.map(([tag, at]) => [tag, `/${NPM}${at}`]))
      return [path, config]
    }),
  )
  const sheets = read('wxss')
  const styles = Object.keys(sheets).map((path) => [
    path,
    plainCss(withImports(path, sheets), scopeOf(path, configs[path])),
  ])
  const { app } = configs as unknown as { app: CompiledApp['app'] }
  return {
    templates: group.getTmplGenObjectGroups(),
    scripts: read('js'),
    styles: Object.fromEntries(styles),
    configs,
    app,
  }
}

/** A component's classes have a prefix of their own; those of pages have none. */
export function scopeOf(path: string, config?: { component?: boolean }): string {
  return config?.component ? path.replace(/\W+/g, '_') : ''
}

/** A style sheet with those that it imports in their place. */
function withImports(path: string, sheets: Readonly<Record<string, string>>): string {
  return sheets[path]!.replace(/@import "([^"]+)\.wxss";/g, (_, wanted) =>
    withImports(join(path, '..', wanted), sheets),
  )
}

/** WXSS as CSS: 750rpx are as wide as the screen, `page` is the page's element. */
function plainCss(wxss: string, scope: string): string {
  const scoped = scope ? wxss.replace(/\.([a-z][\w-]*)/gi, `.${scope}--$1`) : wxss
  return scoped.replace(/(-?[\d.]+)rpx/g, (_, rpx) => `calc(100vw * ${rpx} / 750)`).replace(/^page\b/gm, '.wx-page')
}
