import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const folder = fileURLToPath(new URL('contenders/', import.meta.url))

/**
 * The contender as one minified script that starts it, as a page would load it. When it begins and when it has started
 * it notes as `began` and `started`, in ms.
 */
export async function bundle({ page, script, options = {} }) {
  const contents = `import { start } from './${page}'\ncontender = start(endpoint, ${JSON.stringify(options)})`
  const code = script ?? (await minified(contents))
  return `began=performance.now();${code};started=performance.now()`
}

async function minified(contents) {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: folder },
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: 'es2020',
    define: { 'process.env.NODE_ENV': '"production"' },
    legalComments: 'none',
    logLevel: 'error',
  })
  return outputFiles[0].text
}
