import { defineConfig } from 'tsdown'

const shared = {
  format: 'esm' as const,
  platform: 'node' as const,
  target: 'node20',
  fixedExtension: true,
  deps: { alwaysBundle: [/.*/], onlyBundle: false as const },
}

/**
 * Each file that is loaded costs a millisecond: one holds what every command starts with, one what reads and checks, and
 * what only some commands need stays apart.
 */
const chunks = {
  groups: [
    {
      name: 'start',
      test: /\/(?:package\.json|src\/(?:cli\/(?:arguments|commands|engine|failure|main|manual|options|terminal)|finding|presets|usage-error|model\/schema\/nearest|report\/(?:formats|terminal))\.ts)$/,
    },
    {
      name: 'engine',
      test: /\/(?:rules|src\/(?:access|cli|config|data|fix|formats|model|proof|report|suppress|syntax|text))\/(?!(?:completion|graph|html|init)\/|(?:lsp|graph|picture)\.ts$)|\/src\/(?:assembly|check|configurations|discover|read|rule|run|settings)\.ts$/,
    },
  ],
}

/** Bundles with everything inside: the command and the GitHub action (start-up counts, so minified); the public API and the plugin of CDK. */
export default defineConfig([
  {
    ...shared,
    entry: { cli: 'src/cli.ts', action: 'src/action.ts', 'lsp-worker': 'src/lsp/worker.ts' },
    minify: true,
    dts: false,
    clean: true,
    outputOptions: { advancedChunks: chunks },
  },
  {
    ...shared,
    entry: { index: 'src/index.ts', cdk: 'src/cdk.ts', eslint: 'src/eslint.ts' },
    dts: true,
    clean: false,
  },
])
