/** `--fix` and `--fix-dry-run`: what is mended, written to the files or told as a patch. */
import { readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Safety } from '../model/change.ts'
import type { Mended } from '../mend.ts'
import { plural } from '../report/summary.ts'
import { printable, unprintable, withoutMarks } from '../report/terminal.ts'
import { decodeText, encodeText } from '../syntax/index.ts'
import { masked } from '../text/secrets.ts'
import { refusal, UsageError } from '../usage-error.ts'
import type { Arguments } from './arguments.ts'
import { choiceOf } from './values.ts'

/** What is asked for. */
export interface Fixing {
  readonly allowed: readonly Safety[]
  /** Whether files stay as they are. */
  readonly isDry: boolean
}

/** What the arguments ask for, if they do. Throws `UsageError` where there is no file to write to. */
export function fixingOf(args: Arguments): Fixing | undefined {
  const isDry = args.has('fix-dry-run')
  if (!args.has('fix') && !isDry) return undefined
  if (!isDry && args.operands.includes('-'))
    throw new UsageError('--fix cannot write to standard input', 'see what it would change: --fix-dry-run')
  const value = args.last('fix')
  const word = value ? choiceOf('--fix', value, ['all']) : undefined
  return { allowed: word === undefined ? ['safe'] : ['safe', 'review'], isDry }
}

/** Writes what was mended. Throws `UsageError` where a file cannot be written, or is not what was read any more. */
export function writeFixes({ files }: Mended, cwd: string): void {
  const all = Array.from(files, ([path, file]) => ({ path, ...file, bytes: bytesOf(path, cwd) }))
  for (const { path, before, bytes } of all)
    if (decodeText(bytes) !== before)
      throw new UsageError(`'${path}' was changed by somebody else meanwhile: nothing is fixed`)
  for (const { path, after, bytes } of all) writeFixed(resolve(cwd, path), path, encodeText(after, bytes))
}

function bytesOf(path: string, cwd: string): Uint8Array {
  try {
    return readFileSync(resolve(cwd, path))
  } catch (error) {
    throw new UsageError(`cannot read '${path}' again: ${refusal(error)}`)
  }
}

function writeFixed(absolute: string, path: string, bytes: Uint8Array): void {
  try {
    writeFileSync(absolute, bytes)
  } catch (error) {
    throw new UsageError(`cannot write '${path}': ${refusal(error)}`)
  }
}

/** What was changed, or would be, in lines. */
export function tellFixes({ fixes, files }: Mended, { isDry }: Fixing): string {
  const could = isDry ? 'can be fixed' : 'fixed'
  if (fixes.length === 0) return `bucketlint: nothing ${could}\n`
  const lines = fixes.flatMap(({ findings, title }) =>
    findings.map(({ location, resource, rule }) =>
      printable(`${location.file}: ${resource.address}: ${title} (${rule})`),
    ),
  )
  const head = `bucketlint: ${plural(lines.length, 'finding')} ${could} in ${plural(files.size, 'file')}`
  return [head, ...lines.map(line => `  ${line}`), ''].join('\n')
}

/**
 * The changes as a patch that `git apply` and `patch -p1` take. What must not be shown, secrets and commands to
 * terminals, is not shown here either: a piece with such a line beside it can be made by `--fix` alone.
 */
export async function patchOf(files: Mended['files']): Promise<string> {
  const { createTwoFilesPatch, FILE_HEADERS_ONLY } = await import('diff')
  const headerOptions = FILE_HEADERS_ONLY
  const patches = Array.from(files, ([path, { before, after }]) =>
    createTwoFilesPatch(`a/${path}`, `b/${path}`, before, after, undefined, undefined, { headerOptions }),
  )
  return patches.join('').split('\n').map(shownLine).join('\n')
}

function shownLine(line: string): string {
  const visible = masked(line).replace(unprintable, sign => (/[\t\r]/.test(sign) ? sign : '\uFFFD'))
  return withoutMarks(visible).replace(/^([ +-]\s*)::/, '$1∷')
}
