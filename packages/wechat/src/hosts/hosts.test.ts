import type { Platform } from '@qianmian/core'
import { platformContract } from '@qianmian/core/testing'
import { describe, expect, it } from 'vitest'
import { createHostPlatform, type HostParts } from '../createHostPlatform.js'
import type { Host, HostRequest } from '../Host.js'
import { createTestHost, type TestAnswer } from '../testing/createTestHost.js'
import { createTestDisk, type TestDisk } from '../testing/createTestStorage.js'
import { type AlipayApi, alipay } from './alipay.js'
import { baidu } from './baidu.js'
import { douyin } from './douyin.js'
import { kuaishou } from './kuaishou.js'
import { qqHost } from './qqHost.js'

/** What a host without the newest members of WeChat has. */
function older(host: Host): Host {
  return {
    ...host,
    getRandomValues: undefined,
    getDeviceInfo: undefined,
    getAppBaseInfo: undefined,
    getEnterOptionsSync: undefined,
    getLaunchOptionsSync: () => ({ path: 'pages/home/index', query: {}, scene: '021001' }),
    getSystemInfoSync: () => ({ brand: 'x', language: 'zh' }),
  }
}

/** `my`, made of a host in the shape of `wx`. */
function alipayOf(host: Host): AlipayApi {
  return {
    ...older(host),
    getStorageSync: ({ key }) => ({ data: host.getStorageSync(key) || null }),
    setStorageSync({ key, data }) {
      try {
        host.setStorageSync(key, data)
        return { success: true }
      } catch {
        return { error: 11, success: false }
      }
    },
    removeStorageSync: ({ key }) => host.removeStorageSync(key),
    request(options) {
      const { headers, success, fail, ...rest } = options as Record<'headers' | 'success' | 'fail', never>
      return host.request({
        ...(rest as HostRequest),
        header: headers,
        success({ statusCode: status, header, data }) {
          const answer = { status, headers: header, data }
          if (status < 300) (success as (answer: object) => void)(answer)
          else (fail as (answer: object) => void)({ error: 19, ...answer })
        },
        fail: () => (fail as (answer: object) => void)({ error: 12 }),
      })
    },
  }
}

const table: Record<string, (host: Host) => HostParts> = {
  alipay: (host) => alipay(alipayOf(host)),
  baidu: (host) => baidu(older(host)),
  douyin: (host) => douyin(older(host)),
  kuaishou: (host) => kuaishou(older(host)),
  qq: (host) => qqHost(older(host)),
}
const disks = new WeakMap<Platform, TestDisk>()

function open(parts: (host: Host) => HostParts, disk: TestDisk, answer: () => Promise<TestAnswer>) {
  const platform = createHostPlatform({ ...parts(createTestHost(disk, answer)), pages: () => [] }, 'demo')
  disks.set(platform, disk)
  return platform
}

for (const [name, parts] of Object.entries(table)) {
  platformContract(
    name,
    (before) => open(parts, before ? disks.get(before)! : createTestDisk(), async () => ({ status: 200 })),
    { describe, it, expect, pass: (_, ms) => new Promise((resolve) => setTimeout(resolve, ms)) },
  )

  it(`${name}: gives back any status, rejects without an answer, and tells when storage is full`, async () => {
    const disk = createTestDisk()
    const request = { method: 'POST', url: 'https://x.example', body: '{}', timeoutMs: 1000 } as const
    const answers: (() => Promise<TestAnswer>)[] = [
      async () => ({ status: 503, header: { 'Retry-After': '3' }, body: 'later' }),
      () => Promise.reject(new Error('reset')),
    ]
    const platform = open(parts, disk, () => answers.shift()!())
    expect(await platform.network(request)).toEqual({ status: 503, headers: { 'retry-after': '3' }, body: 'later' })
    await platform.network(request).then(
      () => expect.unreachable(),
      () => {},
    )
    expect(() => platform.state.set('big', 'x'.repeat(2_000_000))).toThrow()
    expect(platform.name).toBe(name)
    expect(platform.context()).toMatchObject({ scene: 21001, device: { brand: 'x' }, locale: 'zh' })
  })
}
