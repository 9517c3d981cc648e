import type { Plugin } from 'vite'
import { type PictureName, picture } from '../../01-shop/src/picture/picture.js'
import { markupDocument } from './markupDocument.js'

/** Makes the shop's drawings files, `/fruit/muscat.svg` and so on: a payload names a picture by its address. */
export function pictures(names: readonly PictureName[]): Plugin {
  Object.assign(globalThis, { document: markupDocument })
  const files = new Map(names.map((name) => [`fruit/${name}.svg`, String(picture(name, { bare: true }))]))
  return {
    name: 'pictures',
    generateBundle() {
      for (const [fileName, source] of files) this.emitFile({ type: 'asset', fileName, source })
    },
    configureServer({ middlewares }) {
      middlewares.use((request, response, next) => {
        const file = files.get((request.url ?? '').slice(1))
        if (file) response.setHeader('Content-Type', 'image/svg+xml').end(file)
        else next()
      })
    },
  }
}
