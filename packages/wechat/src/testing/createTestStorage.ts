import type { Host } from '../Host.js'

/** What a mini-program has stored: it outlives the process. `before` may throw, to play a fault of one write. */
export interface TestDisk {
  readonly values: Map<string, string>
  before(key: string, value: string): void
}

const KEY_BYTES = 1024 * 1024
const ALL_BYTES = 10 * 1024 * 1024
const encoder = new TextEncoder()

/** The storage of a device that was never here. */
export function createTestDisk(): TestDisk {
  return { values: new Map(), before: () => {} }
}

/**
 * The host's storage: 1 MB a key and 10 MB in all.
 * https://developers.weixin.qq.com/miniprogram/dev/api/storage/wx.setStorageSync.html
 */
export function createTestStorage(disk: TestDisk, alive: () => boolean) {
  const sizes = new Map<string, number>()
  for (const [key, value] of disk.values) sizes.set(key, bytes(key + value))
  let sum = [...sizes.values()].reduce((a, b) => a + b, 0)

  function resize(key: string, size: number): void {
    sum += size - (sizes.get(key) ?? 0)
    sizes.set(key, size)
  }

  return {
    getStorageSync: (key) => disk.values.get(key) ?? '',
    setStorageSync(key, value) {
      if (!alive()) throw new Error('the process has ended')
      disk.before(key, value)
      const size = bytes(key + value)
      if (size > KEY_BYTES) throw new Error('setStorageSync:fail:entry size limit reached')
      if (sum - (sizes.get(key) ?? 0) + size > ALL_BYTES) throw new Error('setStorageSync:fail:exceed storage max size')
      resize(key, size)
      disk.values.set(key, value)
    },
    removeStorageSync(key) {
      if (!alive()) throw new Error('the process has ended')
      resize(key, 0)
      disk.values.delete(key)
    },
    getStorageInfoSync: () => ({ keys: [...disk.values.keys()] }),
  } satisfies Partial<Host>
}

function bytes(text: string): number {
  return encoder.encode(text).length
}
