/** Linting some files of an estate: all of it is read, so that relations are known, and told is what concerns the files. */
import { existsSync } from 'node:fs'
import { resolve, sep } from 'node:path'
import type { Finding, Report } from '../finding.ts'
import type { Arguments } from './arguments.ts'

/** The paths that the arguments name; `-` is none. */
function named({ operands }: Arguments): readonly string[] {
  return operands.length > 0 ? operands.filter(path => path !== '-') : ['.']
}

/**
 * What is to be read, relative to `cwd`: the paths, or the estate with what lies outside of it. What lies in it is found
 * in its folder, if it is a template: hooks name whatever has changed.
 */
export function readPaths(args: Arguments, cwd: string): readonly string[] {
  const estate = args.all('estate')
  const isFound = (path: string) =>
    estate.some(folder => isBelow(resolve(cwd, path), resolve(cwd, folder))) && existsSync(resolve(cwd, path))
  return [...estate, ...named(args).filter(path => !isFound(path))]
}

/** Whether a finding is in what is named, or speaks of it: all are where no estate is around it. */
export function isOnPaths(finding: Finding, args: Arguments, cwd: string): boolean {
  return args.all('estate').length === 0 || filesOf(finding).some(naming(args, cwd))
}

/** Tells whether the arguments name a file. */
function naming(args: Arguments, cwd: string): (file: string) => boolean {
  const paths = [...named(args), ...args.all('stdin-filename')].map(path => resolve(cwd, path))
  return file => paths.some(path => isBelow(resolve(cwd, file), path))
}

/** The report on the paths, where they are part of an estate. */
export function onPaths(report: Report, args: Arguments, cwd: string): Report {
  if (args.all('estate').length === 0) return report
  const isNamed = naming(args, cwd)
  const concerns = (finding: Finding) => isOnPaths(finding, args, cwd)
  const isHere = ({ location }: Report['notices'][number]) => !location || isNamed(location.file)
  return {
    ...report,
    findings: report.findings.filter(concerns),
    suppressed: report.suppressed.filter(({ finding }) => concerns(finding)),
    notices: report.notices.filter(isHere),
    errors: report.errors.filter(isHere),
    notFullyChecked: report.notFullyChecked.filter(({ file }) => isNamed(file)),
  }
}

/** The files that a finding is in, or speaks of: who breaks a log target by its policy is told by its note. */
function filesOf({ location, resource, source, notes }: Finding): string[] {
  const places = [location, ...(source ? [source] : []), ...notes.map(note => note.location)]
  return [...places.map(({ file }) => file), ...(resource.file === undefined ? [] : [resource.file])]
}

function isBelow(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep)
}
