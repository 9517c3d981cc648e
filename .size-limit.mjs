import { readFileSync } from 'node:fs'

const budgets = JSON.parse(readFileSync(new URL('.size-budgets.json', import.meta.url), 'utf8'))

/** Packages find each other as they are published: by `paths` of our own tsconfig, esbuild would take their sources. */
export default budgets.map((budget) => ({
  ...budget,
  modifyEsbuildConfig: (config) => ({ ...config, tsconfigRaw: {} }),
}))
