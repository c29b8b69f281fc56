/** How Node runs the command: a run is short, and most of it was compiled the time before. */
import module from 'node:module'
import process from 'node:process'
import { setFlagsFromString } from 'node:v8'

/**
 * How long V8 waits before it optimizes a function, by major version of Node. Its own measure is made for servers: of a
 * run of a second it spends a third on optimizing what soon is over. Versions that have not been measured keep theirs.
 */
const patience: Readonly<Record<string, string>> = {
  20: '--interrupt-budget=600000',
  22: '--invocation-count-for-turbofan=15000',
  24: '--invocation-count-for-turbofan=15000',
}

/**
 * Tunes V8, and lets Node keep what it compiles in its own cache folder where it can (since 22.1); a folder that cannot
 * be written is left alone, and NODE_DISABLE_COMPILE_CACHE=1 turns it off.
 */
export function tuneEngine(): void {
  const [major = ''] = process.versions.node.split('.')
  const flag = Object.hasOwn(patience, major) ? patience[major] : undefined
  if (flag !== undefined) setFlagsFromString(flag)
  const { enableCompileCache } = module as { readonly enableCompileCache?: () => unknown }
  enableCompileCache?.()
}
