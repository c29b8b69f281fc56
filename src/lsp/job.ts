/** What the server asks of the thread that lints, and what it answers. */
import { dirname } from 'node:path'
import type { Finding, Notice } from '../finding.ts'
import type { Settings } from '../settings.ts'

/** What an editor can set; it is what the options of the same name are on the command line. */
export interface EditorSettings {
  readonly preset?: Settings['preset'] | undefined
  readonly config?: string | undefined
  readonly region?: string | undefined
  readonly account?: string | undefined
}

/** What is to be linted. It crosses to a thread, so it holds data alone. */
export interface Job {
  /** The folder of the workspace, absolute. */
  readonly folder: string
  /** What is linted, relative to the folder. */
  readonly paths: readonly string[]
  /** The texts of what is open, by absolute path. */
  readonly unsaved: ReadonlyMap<string, string>
  /** Absolute paths of the files, or of folders of Terraform, whose resources are checked; by default all. */
  readonly checked?: readonly string[] | undefined
  /** The fingerprints of the findings that come with their fixes. */
  readonly fixes?: readonly string[]
  readonly settings: EditorSettings
}

/** What an editor shows of a rule. */
export interface RulePage {
  readonly markdown: string
  /** Where AWS documents what the rule is about. */
  readonly href?: string | undefined
  /** Whether its findings can be suppressed where they are. */
  readonly isSuppressible: boolean
}

/** What was found; it crosses back from the thread. */
export interface Outcome {
  readonly findings: readonly Finding[]
  /** Something to know about a place that is no defect. */
  readonly notices: readonly Notice[]
  /** What kept the workspace or a part of it from being linted. */
  readonly failures: readonly string[]
  /** The pages of the rules of the findings. */
  readonly pages: ReadonlyMap<string, RulePage>
  /** Absolute paths of the programs that configs run, or of folders of these; undefined where that is not known. */
  readonly programs: readonly string[] | undefined
}

/** Whether a job checks the resources of a file: where it names some, of those, and of all that are in its folders. */
export function isChecked(file: string, checked: Job['checked']): boolean {
  return checked === undefined || checked.includes(file) || checked.includes(dirname(file))
}
