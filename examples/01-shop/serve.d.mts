/** Serves the built shop on the loopback address; see serve.mjs. */
export function serveShop(options?: {
  /** 0 takes any that is free; 4310 when left out. */
  port?: number
  /** The collector's address. */
  endpoint?: string
}): Promise<{ url: string; close(): Promise<void> }>
