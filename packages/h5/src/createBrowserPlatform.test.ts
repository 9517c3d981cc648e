// @vitest-environment happy-dom
import 'fake-indexeddb/auto'
import type { Platform } from '@qianmian/core'
import { platformContract } from '@qianmian/core/testing'
import { describe, expect, it } from 'vitest'
import { createBrowserPlatform } from './createBrowserPlatform.js'

let devices = 0
const names = new WeakMap<Platform, string>()

platformContract(
  'h5',
  (before) => {
    const name = before ? names.get(before)! : `device ${++devices}`
    const platform = createBrowserPlatform(name)
    names.set(platform, name)
    return platform
  },
  { describe, it, expect, pass: (_, ms) => new Promise((resolve) => setTimeout(resolve, ms)) },
)
