import { createSSRApp } from 'vue'
import App from './App.vue'

/** What uni-app starts. */
export function createApp() {
  return { app: createSSRApp(App) }
}
