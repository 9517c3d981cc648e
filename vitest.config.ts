import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const source = (path: string) => fileURLToPath(new URL(`./packages/${path}`, import.meta.url))

/** Time itself is measured here: each has a process of its own, and the whole machine. */
const timed = {
  unit: ['packages/rules/src/fuzz.test.ts'],
  e2e: [
    'examples/03-live-room/e2e/room.test.ts',
    'packages/h5/e2e/clock.test.ts',
    'packages/h5/e2e/leaving.test.ts',
    'packages/h5/e2e/restart.test.ts',
    'packages/live/e2e/load.test.ts',
    'packages/live/e2e/players.test.ts',
  ],
}

const sources = {
  alias: [
    { find: '@qianmian/core/testing', replacement: source('core/src/testing/index.ts') },
    { find: /^@qianmian\/rules\/(words|check)$/, replacement: source('rules/src/$1/index.ts') },
    { find: /^@qianmian\/([a-z0-9]+)$/, replacement: source('$1/src/index.ts') },
  ],
}

const unit = {
  testTimeout: 20_000,
  hookTimeout: 30_000,
  retry: 1,
}

const e2e = {
  testTimeout: 60_000,
  hookTimeout: 60_000,
  // Real browsers on a machine that does other work miss a moment now and then; what fails three times is broken.
  retry: 2,
}

/** Unit tests run on the sources; end-to-end tests run on what `pnpm build` made, as a user would. */
export default defineConfig({
  test: {
    projects: [
      {
        resolve: sources,
        test: {
          ...unit,
          name: 'unit',
          include: ['packages/*/src/**/*.test.ts', 'scripts/**/*.test.ts'],
          exclude: timed.unit,
          benchmark: { include: ['packages/*/src/**/*.bench.ts'] },
          // Importing a module does nothing, so files can share it: a process for each takes more than twice the time.
          isolate: false,
        },
      },
      {
        resolve: sources,
        test: { ...unit, name: 'unit, timed', include: timed.unit, maxWorkers: 1, sequence: { groupOrder: 2 } },
      },
      {
        test: {
          ...e2e,
          name: 'e2e',
          include: ['**/e2e/*.test.ts'],
          exclude: ['**/node_modules/**', '**/dist/**', ...timed.e2e],
          // They wait for browsers more than they compute: three keep two processors busy.
          maxWorkers: 3,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          ...e2e,
          name: 'e2e, timed',
          include: timed.e2e,
          maxWorkers: 1,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
})
