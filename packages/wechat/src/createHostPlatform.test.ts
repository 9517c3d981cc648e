import type { Platform } from '@qianmian/core'
import { platformContract } from '@qianmian/core/testing'
import { describe, expect, it } from 'vitest'
import { createHostPlatform } from './createHostPlatform.js'
import { createTestHost } from './testing/createTestHost.js'
import { createTestDisk, type TestDisk } from './testing/createTestStorage.js'

const disks = new WeakMap<Platform, TestDisk>()

platformContract(
  'wechat',
  (before) => {
    const disk = before ? disks.get(before)! : createTestDisk()
    const host = createTestHost(disk, async () => ({ status: 200 }))
    const platform = createHostPlatform({ name: 'wechat', host, pages: () => [] }, 'demo')
    disks.set(platform, disk)
    return platform
  },
  { describe, it, expect, pass: (_, ms) => new Promise((resolve) => setTimeout(resolve, ms)) },
)
