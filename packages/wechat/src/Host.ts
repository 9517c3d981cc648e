/** How the mini-program was opened, this time or at first. */
export interface Entry {
  readonly path?: string
  readonly query?: Readonly<Record<string, string | undefined>>
  readonly scene?: number | string
  readonly referrerInfo?: { readonly appId?: string }
}

/** One request of the host's network: it ends in `success`, whatever the HTTP status, or in `fail`. */
export interface HostRequest {
  readonly url: string
  readonly method: 'GET' | 'POST'
  readonly header: Record<string, string>
  readonly data?: string
  readonly dataType: string
  readonly responseType: 'text'
  readonly timeout: number
  success(answer: { statusCode: number; header?: object; data: unknown }): void
  fail(cause: unknown): void
}

/** Facts of the device and of the app that hosts the mini-program; hosts differ in which they tell. */
export interface HostFacts {
  readonly brand?: string
  readonly model?: string
  readonly platform?: string
  readonly system?: string
  readonly version?: string
  readonly language?: string
  readonly SDKVersion?: string
}

/** What a host tells at its moments: `onAppShow` at `AppShow`, and so on. */
export interface HostMoments {
  AppShow: Entry
  AppHide: unknown
  NetworkStatusChange: { readonly isConnected: boolean }
  Error: string | { readonly message?: string }
  UnhandledRejection: { readonly reason: unknown }
}

/**
 * What the adapter uses of `wx`, in its words; the other hosts are brought into this shape. A member that may be missing on an
 * old base library is optional, and detected.
 */
export interface Host {
  getStorageSync(key: string): unknown
  setStorageSync(key: string, value: string): void
  removeStorageSync(key: string): void
  getStorageInfoSync(): { readonly keys: readonly string[] }
  request(request: HostRequest): { abort?(): void } | undefined | void
  onAppShow?(run: (told: HostMoments['AppShow']) => void): void
  offAppShow?(run: () => void): void
  onAppHide?(run: () => void): void
  offAppHide?(run: () => void): void
  onNetworkStatusChange?(run: (told: HostMoments['NetworkStatusChange']) => void): void
  offNetworkStatusChange?(run: () => void): void
  onError?(run: (told: HostMoments['Error']) => void): void
  offError?(run: () => void): void
  onUnhandledRejection?(run: (told: HostMoments['UnhandledRejection']) => void): void
  offUnhandledRejection?(run: () => void): void
  getRandomValues?(options: {
    length: number
    success(answer: { randomValues: ArrayBuffer }): void
    fail(): void
  }): void
  getEnterOptionsSync?(): Entry
  getLaunchOptionsSync?(): Entry
  getDeviceInfo?(): HostFacts
  getAppBaseInfo?(): HostFacts
  getSystemInfoSync?(): HostFacts
  requirePrivacyAuthorize?(options: { success(): void; fail(): void }): void
}
