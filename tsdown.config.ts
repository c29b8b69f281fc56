import { defineConfig } from 'tsdown'

const shared = {
  format: 'esm' as const,
  platform: 'node' as const,
  target: 'node20',
  fixedExtension: true,
  deps: { alwaysBundle: [/.*/], onlyBundle: false as const },
}

/** Bundles with everything inside: the command and the GitHub action (start-up counts, so minified); the public API and the plugin of CDK. */
export default defineConfig([
  {
    ...shared,
    entry: { cli: 'src/cli.ts', action: 'src/action.ts', 'lsp-worker': 'src/lsp/worker.ts' },
    minify: true,
    dts: false,
    clean: true,
  },
  {
    ...shared,
    entry: { index: 'src/index.ts', cdk: 'src/cdk.ts', eslint: 'src/eslint.ts' },
    dts: true,
    clean: false,
  },
])
