import { expect, it } from 'vitest'
import { campaignOf } from './campaignOf.js'

it('reads utm parameters and click ids, and nothing else', () => {
  expect(campaignOf({ utm_source: 'wx', utm_campaign: '618', gdt_vid: 'g1', id: '7' })).toEqual({
    source: 'wx',
    name: '618',
    gdt_vid: 'g1',
  })
  expect(campaignOf({ id: '7' })).toBe(undefined)
})

it("keeps a QR code's scene, decoded once, and reads it as a query", () => {
  expect(campaignOf({ scene: 'utm_source%3Ddm%26id%3D7' })).toEqual({ source: 'dm', qr: 'utm_source=dm&id=7' })
  expect(campaignOf({ scene: '100%' })).toEqual({ qr: '100%' })
})
