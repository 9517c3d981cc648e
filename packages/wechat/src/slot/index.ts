import { type AttachedSlot, attachSlot, type SlotComponent } from './attachSlot.js'

/** What the host makes of the options below. */
interface Slot extends SlotComponent {
  readonly data: { name: string; ratio: unknown; dwell: unknown; follow: unknown }
  slot?: AttachedSlot
}

/** A touch of one of the things on show. */
interface Touch {
  readonly currentTarget: { readonly dataset: { readonly experience?: string } }
}

declare function Component(options: object): void
declare const wx: { navigateTo(options: object): void; switchTab(options: object): void }

function attach(self: Slot): void {
  const { name, ratio, dwell } = self.data
  self.slot?.stop()
  self.slot = name ? attachSlot(self, name, { ratio: numberOf(ratio), dwellMs: numberOf(dwell) }) : undefined
}

/** A number that the page says, as one or as text. */
function numberOf(said: unknown): number | undefined {
  const number = Number.parseFloat(said as string)
  return number >= 0 ? number : undefined
}

/**
 * `<qm-slot name="home_hero">` shows what is decided for a slot, and changes in the same tick as the decision. It tells of
 * each decision (`bind:decision`), so that a page may show other types of payload itself, in the component's own slot.
 */
Component({
  externalClasses: ['qm-class'],
  properties: {
    name: String,
    // Of any type: where one slot says what another does not, Taro hands over undefined for the other, and WeChat would make
    // 0 and false of it. https://github.com/NervJS/taro/issues/10237
    /** How much of it must be visible, for how many ms, to count as seen: 0.5, 500. */
    ratio: null,
    dwell: null,
    /** Whether a tap opens the payload's page: yes. */
    follow: null,
  },
  data: { views: [], own: { experience: '' } },
  observers: {
    name(this: Slot) {
      if (this.slot) attach(this)
    },
  },
  lifetimes: {
    attached(this: Slot) {
      attach(this)
    },
    detached(this: Slot) {
      this.slot?.stop()
    },
  },
  methods: {
    tapped(this: Slot, { currentTarget }: Touch) {
      const url = this.slot?.tapped(currentTarget.dataset.experience)
      if ((this.data.follow ?? true) && url && !/^https?:/i.test(url))
        wx.navigateTo({ url, fail: () => wx.switchTab({ url: url.split('?')[0], fail() {} }) })
    },
    dismissed(this: Slot, { currentTarget }: Touch) {
      this.slot?.dismissed(currentTarget.dataset.experience)
    },
    /** A component in the page's own content was touched, and does itself what the touch asks for. */
    used(this: Slot, { currentTarget }: Touch) {
      this.slot?.used(currentTarget.dataset.experience)
    },
    /** Keeps what lies behind a popup from moving. */
    still() {},
  },
})
