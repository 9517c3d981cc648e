import { defineConfig } from 'vite'

export default defineConfig({
  build: {
    target: 'es2020',
    // The server's content security policy allows no data: fonts or styles, and no inlined script.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
})
