/** What an editor offers to do about findings. */
import { CodeActionKind, type CodeAction } from 'vscode-languageserver'
import type { TextDocument } from 'vscode-languageserver-textdocument'
import type { Shown } from './screen.ts'
import { suppression } from './suppress.ts'

/** Offers to suppress each rule where it is found, once a rule and place. */
export function fixesFor(document: TextDocument, path: string, shown: readonly Shown[]): CodeAction[] {
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
