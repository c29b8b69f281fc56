import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/build.ts'],
    testTimeout: 30_000,
    // By itself vitest leaves one core alone, which on two of them is half.
    maxWorkers: '100%',
    // No test changes modules, and reading all rules anew for every file took a third of the time.
    isolate: false,
  },
})
