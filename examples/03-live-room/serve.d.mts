/** Serves the built live room on the loopback address, and keeps a broadcast going; see serve.mjs. */
export function serveRoom(options?: {
  /** 0 takes any that is free; 4311 when left out. */
  port?: number
  /** The collector's address. */
  endpoint?: string
  /** The token of the collector's operator. */
  token?: string
  /** When in a broadcast the lottery is drawn; 15 minutes when left out. */
  drawsAfterMs?: number
}): Promise<{ url: string; close(): Promise<void> }>
