/** What the editor shows: diagnostics go out where they changed, and can be asked for by place. */
import type { Connection, Diagnostic, Range } from 'vscode-languageserver'
import { resolve } from 'node:path'
import type { Finding } from '../finding.ts'
import { isCertain } from '../report/summary.ts'
import { diagnosticOf, noticeDiagnostic, type Abilities } from './diagnostics.ts'
import type { InFile } from './found.ts'
import type { RulePage } from './job.ts'

/** A finding as it is shown. */
export interface Shown {
  readonly finding: Finding
  readonly page: RulePage | undefined
  readonly diagnostic: Diagnostic
}

interface ShownFile {
  readonly findings: readonly Shown[]
  readonly diagnostics: readonly Diagnostic[]
}

/** The files of a client, by absolute path. */
export class Screen {
  abilities: Abilities = { relatedInformation: false, tags: false }
  /** Whether findings that rest on a guess are shown. */
  possible = false
  readonly #connection: Pick<Connection, 'sendDiagnostics'>
  readonly #uriOf: (path: string) => string
  readonly #folders = new Map<string, ReadonlyMap<string, ShownFile>>()
  readonly #sent = new Map<string, string>()

  constructor(connection: Pick<Connection, 'sendDiagnostics'>, uriOf: (path: string) => string) {
    this.#connection = connection
    this.#uriOf = uriOf
  }

  /** Shows what was found in a folder, instead of what was. */
  show(
    folder: string,
    files: ReadonlyMap<string, InFile>,
    page: (rule: string) => RulePage | undefined,
  ): void {
    const before = this.#folders.get(folder)
    const uriOf = (file: string) => this.#uriOf(resolve(folder, file))
    const now = new Map(
      Array.from(files, ([path, { findings, notices }]): [string, ShownFile] => {
        const shown = findings
          .filter(finding => this.possible || isCertain(finding))
          .map(finding => {
            const own = page(finding.rule)
            return { finding, page: own, diagnostic: diagnosticOf(finding, own, uriOf, this.abilities) }
          })
        const noted = notices.flatMap(each => (each.location ? noticeDiagnostic(each, each.location) : []))
        return [path, { findings: shown, diagnostics: [...shown.map(each => each.diagnostic), ...noted] }]
      }),
    )
    this.#folders.set(folder, now)
    for (const path of new Set([...(before?.keys() ?? []), ...now.keys()])) this.#send(path)
  }

  /** The findings in a file that touch a range. */
  at(path: string, { start, end }: Range): Shown[] {
    return [...this.#folders.values()]
      .flatMap(files => files.get(path)?.findings ?? [])
      .filter(({ diagnostic: { range } }) => !isBefore(end, range.start) && !isBefore(range.end, start))
  }

  #send(path: string): void {
    const diagnostics = [...this.#folders.values()].flatMap(files => files.get(path)?.diagnostics ?? [])
    const text = JSON.stringify(diagnostics)
    if ((this.#sent.get(path) ?? '[]') === text) return
    this.#sent.set(path, text)
    // Where the editor is gone already, nobody is to be told.
    this.#connection.sendDiagnostics({ uri: this.#uriOf(path), diagnostics }).catch(() => undefined)
  }
}

function isBefore(a: Range['start'], b: Range['start']): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character)
}
