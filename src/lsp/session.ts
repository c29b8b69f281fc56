/**
 * What is linted when. While somebody types, the resources of that file are checked, with the whole workspace around
 * them; when something is saved, all of the workspace. Each has its own thread, so that typing never waits for the rest.
 */
import { existsSync } from 'node:fs'
import { basename, dirname, relative, sep } from 'node:path'
import { Found, type InFile } from './found.ts'
import { isChecked, type EditorSettings, type Job, type Outcome, type RulePage } from './job.ts'
import { Linter } from './linter.ts'

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

/** Lints for one editor. */
export class Session {
  folders: readonly string[] = []
  settings: EditorSettings = {}
  readonly #client: Client
  readonly #typed = new Linter()
  readonly #saved = new Linter()
  readonly #timers = new Map<string, NodeJS.Timeout>()
  readonly #found = new Map<string, Found>()
  /** When each file was last changed in the editor, in counted changes. */
  readonly #changes = new Map<string, number>()
  #clock = 0

  constructor(client: Client) {
    this.#client = client
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
    const folder = this.folderOf(path)
    if (this.folders.includes(folder)) this.#lintLater(folder)
    else if (this.#client.open().has(path)) this.changed(path)
    else {
      this.#found.delete(folder)
      this.#client.show(folder, new Map(), () => undefined)
    }
  }

  /** Lints everything anew; `fresh` forgets what configs and rules that are programs said when they were first run. */
  lintAll({ fresh }: { readonly fresh: boolean }): void {
    if (fresh) this.stop()
    for (const folder of this.folders) this.#lintLater(folder)
    for (const path of this.#client.open().keys()) this.changed(path)
  }

  /** Ends the threads. */
  stop(): void {
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
      return !isStale && isChecked(file, job.checked)
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

  #lint(linter: Linter, key: string, job: Job, isNew: (file: string) => boolean): void {
    const { folder } = job
    linter.lint(key, job, {
      done: (outcome: Outcome) => {
        const found = this.#found.get(folder) ?? new Found(folder)
        this.#found.set(folder, found)
        found.take(outcome, isNew)
        this.#client.show(folder, found.byFile(), rule => found.page(rule))
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
