/** Fixes as ESLint makes them: what is safe by `--fix`, the others when somebody picks them. */
import type { Finding } from '../finding.ts'
import type { Source } from '../text/source.ts'
import type { Fixing, RuleContext } from './shapes.ts'

/** The fix of a finding in a file; none where it would change another file too. */
export function fixingOf(
  { fix, location: { file } }: Finding,
  source: Source,
): Pick<Parameters<RuleContext['report']>[0], 'fix' | 'suggest'> {
  if (!fix?.edits.every(({ location }) => location.file === file)) return {}
  const { title, safety, edits } = fix
  const offset = (line: number, column: number) => source.lineStart(line) + column - 1
  const fixing: Fixing = fixer =>
    edits.map(({ location, text }) =>
      fixer.replaceTextRange(
        [offset(location.line, location.column), offset(location.endLine, location.endColumn)],
        text,
      ),
    )
  return safety === 'safe' ? { fix: fixing } : { suggest: [{ desc: title, fix: fixing }] }
}
