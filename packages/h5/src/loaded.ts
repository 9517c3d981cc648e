/** Runs `run` as soon as the script has arrived: at once, since it has. The snippet's own `loaded` waits. */
export function loaded(run: () => void): void {
  run()
}
