import { defineConfig } from 'tsdown'

const shared = {
  format: 'esm' as const,
  platform: 'node' as const,
  target: 'node20',
  fixedExtension: true,
  deps: { alwaysBundle: [/.*/], onlyBundle: false as const },
}

/** Two bundles with everything inside: the command (start-up counts, so minified) and the public API. */
export default defineConfig([
  { ...shared, entry: { cli: 'src/cli.ts' }, minify: true, dts: false, clean: true },
  { ...shared, entry: { index: 'src/index.ts' }, dts: true, clean: false },
])
