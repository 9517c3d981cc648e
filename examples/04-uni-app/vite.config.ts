import { cpSync } from 'node:fs'
import uni from '@dcloudio/vite-plugin-uni'
import { defineConfig, type Plugin } from 'vite'

/**
 * The package stays the one that WeChat packs, beside the bundle and not inside it: the slot component is WeChat's own
 * and must find the same module that the shop calls.
 */
const packed: Plugin = {
  name: 'miniprogram-npm',
  writeBundle({ dir }) {
    const own = 'node_modules/@qianmian/wechat/miniprogram_dist'
    cpSync(own, `${dir}/miniprogram_npm/@qianmian/wechat`, { recursive: true })
  },
}

/** `<qm-slot>` is WeChat's, not Vue's: its properties and events stay as they are written. */
const template = { compilerOptions: { isCustomElement: (tag: string) => tag === 'qm-slot' } }

export default defineConfig({
  plugins: [uni({ vueOptions: { template } }), packed],
  build: { rollupOptions: { external: /^@qianmian\/wechat/ } },
})
