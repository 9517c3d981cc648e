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
  onAppShow?(run: (entry: Entry) => void): void
  offAppShow?(run: () => void): void
  onAppHide?(run: () => void): void
  offAppHide?(run: () => void): void
  onNetworkStatusChange?(run: (status: { isConnected: boolean }) => void): void
  offNetworkStatusChange?(run: () => void): void
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
}
