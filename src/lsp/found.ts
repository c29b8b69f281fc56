/** What was found last, under the file that defines the resource it is about: so that a part can be found anew. */
import { resolve } from 'node:path'
import type { Finding, Notice } from '../finding.ts'
import type { Outcome, RulePage } from './job.ts'

/** What an editor shows in one file. */
export interface InFile {
  readonly findings: Finding[]
  readonly notices: Notice[]
}

/** The findings of one folder. */
export class Found {
  readonly #folder: string
  #findings: readonly Finding[] = []
  #notices: readonly Notice[] = []
  readonly #pages = new Map<string, RulePage>()

  constructor(folder: string) {
    this.#folder = folder
  }

  /** Takes what a job found, of the files that it is right about; of others what is known stays. */
  take({ findings, notices, pages }: Outcome, isNew: (file: string) => boolean): void {
    const isOf = (finding: Finding) => isNew(this.#absolute(finding.resource.file ?? finding.location.file))
    const isAt = ({ location }: Notice) => location !== undefined && isNew(this.#absolute(location.file))
    this.#findings = [...this.#findings.filter(each => !isOf(each)), ...findings.filter(isOf)]
    this.#notices = [...this.#notices.filter(each => !isAt(each)), ...notices.filter(isAt)]
    for (const [id, page] of pages) this.#pages.set(id, page)
  }

  /** The page of a rule, if something of it was found. */
  page(rule: string): RulePage | undefined {
    return this.#pages.get(rule)
  }

  /** All that is shown, by the absolute path of the file it is shown in. */
  byFile(): ReadonlyMap<string, InFile> {
    const files = new Map<string, InFile>()
    const at = (file: string): InFile => {
      const path = this.#absolute(file)
      const known = files.get(path) ?? { findings: [], notices: [] }
      files.set(path, known)
      return known
    }
    for (const finding of this.#findings) at(finding.location.file).findings.push(finding)
    for (const notice of this.#notices) if (notice.location) at(notice.location.file).notices.push(notice)
    return files
  }

  #absolute(file: string): string {
    return resolve(this.#folder, file)
  }
}
