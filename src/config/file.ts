/** One config: what it says, and where it says it. */
import { readFileSync } from 'node:fs'
import { nearestName } from '../model/schema/nearest.ts'
import { decodeText, isNull, parseDocument, type Node } from '../syntax/index.ts'
import { Source, type Span } from '../text/source.ts'
import { refusal, UsageError } from '../usage-error.ts'
import { schema, type Config } from './schema.ts'
import validate, { type Violation } from './validate.mjs'

/** The way to a setting: `['suppressions', '0', 'reason']`. */
export type Pointer = readonly string[]

/** A config that was read. */
export interface ConfigFile {
  /** Absolute. */
  readonly path: string
  readonly config: Config
  /** Its text, under the name that reports have for it; empty where the config is a program. */
  readonly source: Source
  /** Where a setting stands, or the nearest that there is around it. */
  readonly spanAt: (pointer: Pointer) => Span
}

/** Reads a config in JSON or YAML. Throws `UsageError` with file, line and column for what it cannot mean. */
export function readConfigFile(path: string, shown: string): ConfigFile {
  const source = new Source(shown, readText(path, shown))
  const { root, problems } = parseDocument(source)
  // A key written twice holds a setting that nobody sees: here that is an error as well.
  const [problem] = [...problems].sort((a, b) => Number(b.kind === 'error') - Number(a.kind === 'error'))
  const spanAt = (pointer: Pointer) => spanIn(root, pointer, 'key')
  if (problem) throw wrongAt(source, problem.span, problem.message)
  return {
    path,
    source,
    config: root ? checked(plainOf(root), source, (...asked) => spanIn(root, ...asked)) : {},
    spanAt,
  }
}

/** A config that a program gave. Throws `UsageError` for what it cannot mean. */
export function programConfig(path: string, shown: string, value: unknown): ConfigFile {
  const source = new Source(shown, '')
  const spanAt = () => ({ start: 0, end: 0 })
  let copy
  try {
    copy = structuredClone(value)
  } catch {
    throw new UsageError(`${shown}: a config holds data alone: no functions, no instances of classes`)
  }
  return { path, source, config: checked(copy, source, spanAt), spanAt }
}

/** The error for something wrong in a config. */
export function wrongAt(source: Source, { start }: Span, message: string): UsageError {
  const { line, column } = source.position(start)
  const place = source.text === '' ? source.path : `${source.path}:${line}:${column}`
  return new UsageError(`${place}: ${message}`)
}

function readText(path: string, shown: string): string {
  let text
  try {
    text = decodeText(readFileSync(path))
  } catch (error) {
    throw new UsageError(`cannot read the config '${shown}': ${refusal(error)}`)
  }
  if (typeof text !== 'string') throw new UsageError(`cannot read the config '${shown}': ${text.error}`)
  return text
}

/** Texts stay texts, as accounts such as 012345678901 and the `off` of a rule are meant. */
function plainOf(node: Node): unknown {
  switch (node.kind) {
    case 'scalar':
      return isNull(node) ? null : node.text
    case 'list':
      return node.items.map(plainOf)
    case 'map':
      return Object.fromEntries(node.entries.map(({ key, value }) => [key, plainOf(value)]))
  }
}

function checked(
  value: unknown,
  source: Source,
  spanAt: (pointer: Pointer, of: 'key' | 'value') => Span,
): Config {
  if (isConfig(value)) return value
  const violation = mostTelling(validate.errors ?? [])
  if (!violation) throw wrongAt(source, { start: 0, end: 0 }, 'this is no config')
  const pointer = pointerOf(violation.instancePath)
  const stranger = violation.params['additionalProperty']
  if (typeof stranger === 'string')
    throw wrongAt(source, spanAt([...pointer, stranger], 'key'), strangerMessage(stranger, violation))
  throw wrongAt(source, spanAt(pointer, 'value'), message(violation, pointer, value))
}

function isConfig(value: unknown): value is Config {
  return validate(value)
}

/** Where a value may be one of several kinds, what is wrong with the kind that it is. */
function mostTelling(violations: readonly Violation[]): Violation | undefined {
  const last = violations.at(-1)
  const otherKinds = new Set(violations.filter(({ keyword }) => keyword === 'type').map(parentOf))
  const isAboutItsKind = (violation: Violation) =>
    !otherKinds.has(parentOf(violation)) || violation.instancePath !== last?.instancePath
  return violations.find(violation => violation !== last && isAboutItsKind(violation)) ?? last
}

function parentOf({ schemaPath }: Violation): string {
  return schemaPath.slice(0, schemaPath.lastIndexOf('/'))
}

function strangerMessage(stranger: string, { schemaPath }: Violation): string {
  const known = Object.keys(schemaAt(schemaPath).properties ?? {})
  const near = nearestName(stranger, known)
  const hint = near === undefined ? `expected one of ${known.join(', ')}` : `did you mean '${near}'?`
  return `there is no setting '${stranger}': ${hint}`
}

function message({ schemaPath, params }: Violation, pointer: Pointer, value: unknown): string {
  const name = pointer.map((key, index) => (index === 0 ? key : /^\d+$/.test(key) ? `[${key}]` : `.${key}`))
  const expected = `expected ${schemaAt(schemaPath).description ?? 'something else'}`
  const what = name.length > 0 ? name.join('') : 'the config'
  const missing = params['missingProperty']
  if (typeof missing === 'string') return `${what} lacks ${missing}: ${expected}`
  return `${what} cannot be ${shown(valueAt(value, pointer))}: ${expected}`
}

function shown(value: unknown): string {
  if (value === null || value === undefined || value === '') return 'empty'
  if (typeof value === 'object') return Array.isArray(value) ? 'a list' : 'a map'
  // eslint-disable-next-line @typescript-eslint/no-base-to-string -- objects have been told already
  return `'${String(value)}'`
}

interface Described {
  readonly description?: string
  readonly properties?: object
}

/** The schema that a violated keyword belongs to. */
function schemaAt(schemaPath: string): Described {
  const found = valueAt(schema, pointerOf(schemaPath.slice(1)).slice(0, -1))
  return typeof found === 'object' && found !== null ? found : {}
}

function pointerOf(path: string): string[] {
  return path
    .split('/')
    .slice(1)
    .map(step => step.replaceAll('~1', '/').replaceAll('~0', '~'))
}

function valueAt(value: unknown, pointer: Pointer): unknown {
  return pointer.reduce<unknown>(
    (at, key) =>
      typeof at === 'object' && at !== null && Object.hasOwn(at, key)
        ? (at as Readonly<Record<string, unknown>>)[key]
        : undefined,
    value,
  )
}

/** The span of the key or value at a pointer, or of the last that there is on the way. */
function spanIn(root: Node | undefined, pointer: Pointer, of: 'key' | 'value'): Span {
  let [node, span] = [root, root?.span ?? { start: 0, end: 0 }]
  for (const step of pointer) {
    const entry = node?.kind === 'map' ? node.get(step) : undefined
    const below = entry?.value ?? (node?.kind === 'list' ? node.items[Number(step)] : undefined)
    if (!below) break
    node = below
    span = of === 'key' && entry ? entry.keySpan : below.span
  }
  return span
}
