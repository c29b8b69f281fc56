/** What an editor offers to do about findings. */
import { CodeActionKind, type CodeAction, type TextEdit } from 'vscode-languageserver'
import type { TextDocument } from 'vscode-languageserver-textdocument'
import { rangeOf } from './diagnostics.ts'
import type { Shown } from './screen.ts'
import type { Fixes } from './session.ts'
import { suppression } from './suppress.ts'

/** Offers to mend what can be mended; what is safe is what editors may do without asking. */
export function mendingActions(
  shown: readonly Shown[],
  fixes: Fixes,
  uriOf: (file: string) => string,
): CodeAction[] {
  return shown.flatMap(({ finding, diagnostic }) => {
    const fix = fixes.get(finding.fingerprint)
    if (!fix) return []
    const changes: Record<string, TextEdit[]> = {}
    for (const { location, text } of fix.edits)
      (changes[uriOf(location.file)] ??= []).push({ range: rangeOf(location), newText: text })
    return {
      title: capitalized(fix.title),
      kind: CodeActionKind.QuickFix,
      diagnostics: [diagnostic],
      isPreferred: fix.safety === 'safe',
      edit: { changes },
    }
  })
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** Offers to suppress each rule where it is found, once a rule and place. */
export function suppressingActions(
  document: TextDocument,
  path: string,
  shown: readonly Shown[],
): CodeAction[] {
  const text = document.getText()
  const actions = shown.flatMap(({ finding, page, diagnostic }): [key: string, action: CodeAction][] => {
    const edit = page?.isSuppressible ? suppression(path, text, finding) : undefined
    if (!edit) return []
    const at = document.positionAt(edit.offset)
    const action: CodeAction = {
      title: `Suppress ${finding.rule} here`,
      kind: CodeActionKind.QuickFix,
      diagnostics: [diagnostic],
      edit: { changes: { [document.uri]: [{ range: { start: at, end: at }, newText: edit.text }] } },
    }
    return [[`${finding.rule}\0${edit.offset}`, action]]
  })
  return [...new Map(actions).values()]
}
