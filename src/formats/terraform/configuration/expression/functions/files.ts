/** Functions that read files, and functions of their paths. */
import { posix } from 'node:path'
import { parseTemplate } from '../../../../../syntax/hcl/index.ts'
import { Source } from '../../../../../text/source.ts'
import type { Plain, Value } from '../../../../../model/value.ts'
import type { Builtin, Call } from '../call.ts'
import { quoted } from '../decisions.ts'
import { Failure, Unclear } from '../failure.ts'
import { boolOf, textOf } from '../plain.ts'
import type { Files, Scope } from '../scope.ts'

/** The text of the file that the first argument names. */
function textOfFile(call: Call): { readonly path: string; readonly text: string } {
  const path = call.literal(0)
  const text = call.scope.files.read(path)
  if (text === undefined) throw new Failure(`there is no file ${quoted(path)}`)
  if (typeof text === 'object') throw new Unclear({ label: `the file ${path}: ${text.error}` })
  return { path, text }
}

const fileexists: Builtin = call => {
  const path = call.literal(0)
  const text = call.scope.files.read(path)
  if (typeof text === 'object') throw new Unclear({ label: `the file ${path}: ${text.error}` })
  return boolOf(text !== undefined)
}

/** A template in a file, with the names that the second argument gives. */
const templatefile: Builtin = call => {
  const { path, text } = textOfFile(call)
  return rendered(new Source(path, text), call)
}

const templatestring: Builtin = call => rendered(new Source(call.origin.source.path, call.literal(0)), call)

/** The files as templates see them: what they render must not render others. */
const ofTemplates = new WeakSet<Files>()

function rendered(source: Source, call: Call): Plain {
  if (ofTemplates.has(call.scope.files)) throw new Failure(`${call.name} inside of a template`)
  const names = call.record(1)
  const { parts, problems } = parseTemplate(source)
  const [problem] = problems.filter(({ kind }) => kind === 'error')
  if (problem) throw new Failure(`the template ${quoted(source.path)}: ${problem.message}`)
  const files: Files = { read: path => call.scope.files.read(path) }
  ofTemplates.add(files)
  const scope: Scope = {
    source,
    budget: call.scope.budget,
    address: call.scope.address,
    files,
    lookup: (name): Value | undefined => names.entry(name)?.value,
  }
  const span = { start: 0, end: source.text.length }
  return call.valueOf({ kind: 'template', parts, span }, scope).read(call.world)
}

/** What stands before the last slash of a path. */
const dirname: Builtin = call => {
  const path = call.literal(0)
  const folder = posix.normalize(path.slice(0, path.lastIndexOf('/') + 1))
  return textOf(folder.replace(/(?<=.)\/$/, ''))
}
const basename: Builtin = call => textOf(posix.basename(call.literal(0)) || '/')

/** What stands for the same file: where the folders lie on the machine is not asked. */
const abspath: Builtin = call => textOf(call.text(0))

const pathexpand: Builtin = call => {
  const path = call.literal(0)
  if (path.startsWith('~')) throw new Unclear({ label: 'the home folder' })
  return textOf(path)
}

export const files: Readonly<Record<string, Builtin>> = {
  abspath,
  basename,
  dirname,
  file: call => textOf(textOfFile(call).text),
  fileexists,
  pathexpand,
  templatefile,
  templatestring,
}
