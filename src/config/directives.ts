/** The suppressions of configs. */
import type { Directive } from '../model/directive.ts'
import type { ConfigFile } from './file.ts'
import { pathMatcher, textMatcher } from './glob.ts'

/** Those of a config; `pathOf` gives the path that its globs see of a file that it governs. */
export function configDirectives(
  file: ConfigFile,
  pathOf: (file: string) => string | undefined,
): Directive[] {
  return (file.config.suppressions ?? []).map(({ rules, reason, until, files, addresses }, index) => {
    const isFile = files ? pathMatcher(files) : () => true
    const known = new Map<string, boolean>()
    return {
      rules,
      reason: reason.trim(),
      until,
      at: { source: file.source, span: file.spanAt(['suppressions', String(index)]) },
      by: 'config',
      holds: [
        {
          kind: 'selection',
          file: path => {
            const seen = known.has(path) ? undefined : pathOf(path)
            const holds = known.get(path) ?? (seen !== undefined && isFile(seen))
            known.set(path, holds)
            return holds
          },
          address: addresses ? textMatcher(addresses) : () => true,
        },
      ],
    }
  })
}
