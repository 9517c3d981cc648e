import { defineConfig } from 'vite'
import { pictures } from './build/pictures.js'

export default defineConfig({
  build: {
    target: 'es2020',
    // The server's content security policy allows no data: pictures or styles, and no inlined script.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  plugins: [pictures(['muscat', 'orange', 'cherry', 'peach', 'strawberry', 'gift', 'mango'])],
})
