import { expect, it } from 'vitest'
import { createHostContext } from './createHostContext.js'
import { createTestHost } from './testing/createTestHost.js'
import { createTestDisk } from './testing/createTestStorage.js'

it('tells the page on top, the way in, unknown scenes among them, and the device', () => {
  const host = createTestHost(createTestDisk(), async () => ({ status: 200 }), {
    path: 'pages/home/index',
    query: { utm_source: 'wx' },
    scene: 99999,
    referrerInfo: { appId: 'wx0001' },
  })
  const pages = [{ route: 'pages/home/index' }, { route: 'pages/product/index', options: { id: '葡萄' } }]
  const context = createHostContext(host, () => pages)
  expect(context()).toEqual({
    library: { name: '@qianmian/wechat', version: expect.any(String) },
    page: {
      path: '/pages/product/index',
      url: '/pages/product/index?id=葡萄',
      search: '?id=葡萄',
      referrer: '/pages/home/index',
    },
    campaign: { source: 'wx' },
    referrer: { host: 'wx0001' },
    scene: 99999,
    device: {
      type: 'mobile',
      brand: 'apple',
      model: 'iPhone 15',
      platform: 'ios',
      system: 'iOS 17.4',
      app: '8.0.50',
      base: '3.7.0',
    },
    locale: 'zh-CN',
  })
})

it('tells what there is on an old base library, and before the first page', () => {
  const host = createTestHost(createTestDisk(), async () => ({ status: 200 }), {
    path: 'pages/home/index',
    scene: '021001',
  })
  const old = { ...host, getDeviceInfo: undefined, getSystemInfoSync: () => ({ language: 'en', brand: 'x' }) }
  expect(createHostContext(old, () => [])()).toMatchObject({
    page: { path: '/pages/home/index', search: '' },
    scene: 21001,
    device: { type: 'mobile', brand: 'x' },
    locale: 'en',
  })
  expect(createHostContext({ ...old, getEnterOptionsSync: undefined }, () => [])().page).toMatchObject({ path: '/' })
})
