/**
 * What is linted when. While somebody types, the resources of that file are checked, with the whole workspace around
 * them; when something is saved, all of the workspace. Each has its own thread, so that typing never waits for the rest.
 */
import { existsSync } from 'node:fs'
import { basename, dirname, relative, sep } from 'node:path'
import { Found, type InFile } from './found.ts'
import type { Fix } from '../finding.ts'
import { isChecked, type EditorSettings, type Job, type Outcome, type RulePage } from './job.ts'
import { Linter } from './linter.ts'

const NOTHING: Outcome = { findings: [], notices: [], failures: [], pages: new Map(), programs: undefined }

/** Milliseconds of rest after which a change is looked at: of one file, of the workspace. */
const TYPING = 150
const SAVING = 300

/** Whom a session serves. Paths are absolute. */
export interface Client {
  /** The texts of what is open. */
  open(): ReadonlyMap<string, string>
  /** Is told what there is to be shown in the files of a folder, without those that have nothing. */
  show(folder: string, files: ReadonlyMap<string, InFile>, page: (rule: string) => RulePage | undefined): void
  /** Is told what kept a folder from being linted; nothing where all is well again. */
  fail(folder: string, reasons: readonly string[]): void
}

/** Fixes by the fingerprints of their findings. */
export type Fixes = ReadonlyMap<string, Fix>

/** What was asked of a file. */
interface Asked {
  readonly at: number
  readonly wanted: readonly string[]
  readonly fixes: Promise<Fixes>
}

/** Lints for one editor. */
export class Session {
  #folders: readonly string[] = []
  settings: EditorSettings = {}
  readonly #client: Client
  readonly #typed = new Linter()
  readonly #saved = new Linter()
  readonly #timers = new Map<string, NodeJS.Timeout>()
  readonly #found = new Map<string, Found>()
  /** What configs run, by folder. */
  readonly #programs = new Map<string, Outcome['programs']>()
  /** When each file was last changed in the editor, in counted changes. */
  readonly #changes = new Map<string, number>()
  #clock = 0
  /** The fixes of files that were asked for last, and when that was. */
  readonly #fixes = new Map<string, Asked>()

  constructor(client: Client) {
    this.#client = client
  }

  /** The folders of the workspace. */
  get folders(): readonly string[] {
    return this.#folders
  }

  /** What is shown of folders that are gone is taken away. */
  set folders(folders: readonly string[]) {
    const gone = this.#folders.filter(folder => !folders.includes(folder))
    this.#folders = [...new Set(folders)]
    for (const folder of gone) {
      clearTimeout(this.#timers.get(folder))
      this.#timers.delete(folder)
      this.#saved.drop(folder)
      this.#programs.delete(folder)
      this.#forget(folder)
    }
  }

  /** Whether configs run what lies at a path, or may do so where they could not be read. */
  isRun(path: string): boolean {
    const folder = this.folderOf(path)
    if (!this.#folders.includes(folder) || !/\.m?[jt]s$/.test(path)) return false
    const programs = this.#programs.get(folder)
    return programs === undefined || programs.some(each => path === each || dirname(path) === each)
  }

  /** A text was opened or changed. */
  changed(path: string): void {
    this.#changes.set(path, ++this.#clock)
    this.#later(path, TYPING, () => {
      this.#check(path)
    })
  }

  /** A file was saved, closed or changed by somebody else: relations may be others everywhere. */
  saved(path: string): void {
    this.#clock++
    const folder = this.folderOf(path)
    if (this.folders.includes(folder)) this.#lintLater(folder)
    else if (this.#client.open().has(path)) this.changed(path)
    else if (this.#isServed(folder)) {
      this.#found.get(folder)?.take(NOTHING, file => file === path)
      this.#show(folder)
    } else this.#forget(folder)
  }

  /** Lints everything anew; `fresh` forgets what configs and rules that are programs said when they were first run. */
  lintAll({ fresh }: { readonly fresh: boolean }): void {
    if (fresh) this.stop()
    for (const folder of this.folders) this.#lintLater(folder)
    for (const path of this.#client.open().keys()) this.changed(path)
  }

  /** The fixes of findings in a file as it is now, by their fingerprints. */
  fixes(path: string, wanted: readonly string[]): Promise<Fixes> {
    const known = this.#fixes.get(path)
    const isKnown = known?.at === this.#clock && wanted.every(each => known.wanted.includes(each))
    if (isKnown) return known.fixes
    const at = this.#clock
    const fixes = new Promise<Fixes>(resolve => {
      const job = { ...this.#job(this.folderOf(path), path), fixes: wanted }
      this.#saved.lint(`fixes ${path}`, job, {
        done: ({ findings }) => {
          resolve(new Map(findings.flatMap(({ fingerprint, fix }) => (fix ? [[fingerprint, fix]] : []))))
        },
        failed: () => {
          resolve(new Map())
        },
        dropped: () => {
          resolve(new Map())
        },
      })
    })
    this.#fixes.set(path, { at, wanted, fixes })
    return fixes
  }

  /** Ends the threads. */
  stop(): void {
    this.#fixes.clear()
    for (const timer of this.#timers.values()) clearTimeout(timer)
    this.#timers.clear()
    this.#typed.stop()
    this.#saved.stop()
  }

  /** The folder of the workspace that a file is in, or else its own. */
  folderOf(path: string): string {
    const around = this.folders.filter(folder =>
      path.startsWith(folder.endsWith(sep) ? folder : folder + sep),
    )
    return around.sort((a, b) => b.length - a.length)[0] ?? dirname(path)
  }

  /** Whether anybody looks at a folder: it is one of the workspace, or around a file that is open. */
  #isServed(folder: string): boolean {
    if (this.#folders.includes(folder)) return true
    return [...this.#client.open().keys()].some(path => this.folderOf(path) === folder)
  }

  #forget(folder: string): void {
    this.#found.delete(folder)
    this.#client.show(folder, new Map(), () => undefined)
  }

  #show(folder: string): void {
    const found = this.#found.get(folder)
    if (found) this.#client.show(folder, found.byFile(), rule => found.page(rule))
  }

  #later(key: string, milliseconds: number, act: () => void): void {
    clearTimeout(this.#timers.get(key))
    const timer = setTimeout(() => {
      this.#timers.delete(key)
      act()
    }, milliseconds)
    this.#timers.set(key, timer)
  }

  #lintLater(folder: string): void {
    this.#later(folder, SAVING, () => {
      const started = this.#clock
      const job = this.#job(folder)
      this.#lint(this.#saved, folder, job, file => {
        // What was changed meanwhile, the other thread knows better.
        const changed = [...this.#changes].filter(([, at]) => at > started)
        return !changed.some(([path]) => isChecked(file, checkedWith(path)))
      })
    })
  }

  #check(path: string): void {
    const at = this.#clock
    const folder = this.folderOf(path)
    const job = this.#job(folder, path)
    this.#lint(this.#typed, path, job, file => {
      const isStale = (this.#changes.get(path) ?? 0) > at
      const isClosed = !this.#folders.includes(folder) && !this.#client.open().has(path)
      return !isStale && !isClosed && isChecked(file, job.checked)
    })
  }

  #job(folder: string, path?: string): Job {
    const { settings } = this
    const unsaved = this.#client.open()
    const isLoose = !this.folders.includes(folder)
    const unborn = [...unsaved.keys()].filter(file => this.folderOf(file) === folder && !existsSync(file))
    const paths =
      isLoose && path !== undefined ? [basename(path)] : ['.', ...unborn.map(file => relative(folder, file))]
    return { folder, paths, unsaved, settings, checked: path === undefined ? undefined : checkedWith(path) }
  }

  /** Folders of a workspace may lie in each other: then each tells of its own files. */
  #isOfAnother(file: string, folder: string): boolean {
    const own = this.folderOf(file)
    return own !== folder && this.#folders.includes(own)
  }

  #lint(linter: Linter, key: string, job: Job, isNew: (file: string) => boolean): void {
    const { folder } = job
    linter.lint(key, job, {
      done: (outcome: Outcome) => {
        // Meanwhile it may have been closed.
        if (!this.#isServed(folder)) return
        const found = this.#found.get(folder) ?? new Found(folder)
        this.#found.set(folder, found)
        this.#programs.set(folder, outcome.programs)
        found.take(outcome, file => isNew(file) && !this.#isOfAnother(file, folder))
        this.#show(folder)
        this.#client.fail(folder, outcome.failures)
      },
      failed: reason => {
        this.#client.fail(folder, [reason])
      },
    })
  }
}

/** What is checked when a file changes: it, or as Terraform reads folders as a whole, all that is in its folder. */
function checkedWith(path: string): readonly string[] {
  return /\.(?:tf|tofu|tfvars)(?:\.json)?$/.test(path) ? [dirname(path)] : [path]
}
