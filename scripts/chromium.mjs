import { existsSync } from 'node:fs'
import { run } from './run.mjs'

const places = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

const find = () => places.find((path) => path && existsSync(path)) ?? null

/** The path of a Chromium for the end-to-end tests; where it may, it installs Debian's. Null when there is none. */
export async function ensureChromium() {
  const found = find()
  if (found || process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return found
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  try {
    await run('apt-get', ['update', '-qq'], { env })
    await run('apt-get', ['install', '-y', '-qq', 'chromium'], { env, stdio: ['ignore', 'ignore', 'inherit'] })
  } catch (error) {
    console.error(`Chromium could not be installed: ${error.message}`)
  }
  return find()
}
