/** Runs the host's or a plugin's code: what it throws, and a promise of it that rejects, goes to `fail` and no further. */
export function attempt<T>(run: () => T, fail: (cause: unknown) => void = () => {}): T | undefined {
  try {
    const result = run()
    ;(result as { then?: (ok: undefined, no: typeof fail) => void } | undefined)?.then?.(undefined, fail)
    return result
  } catch (cause) {
    fail(cause)
  }
}
