/** Files with parameter values, as the AWS CLI, CloudFormation's Git sync and SAM write them. */
import { parse as parseToml, TomlError } from 'smol-toml'
import { isNull, parseDocument, type MapNode, type Node, type SyntaxProblem } from '../../syntax/index.ts'
import type { Source } from '../../text/source.ts'

/** The values of a parameter file, or what is wrong with it. */
export type ParameterFile =
  { readonly values: ReadonlyMap<string, string> } | { readonly problem: SyntaxProblem }

const EXPECTED =
  'expected a list of {ParameterKey, ParameterValue}, a map with Parameters, or a map from names to values'

/**
 * Reads `[{ParameterKey, ParameterValue}]`, `{Parameters: {NAME: VALUE}}` or `{NAME: VALUE}` in JSON or YAML, and the
 * `parameter_overrides` of a `samconfig.toml`.
 */
export function readParameterFile(source: Source): ParameterFile {
  if (source.path.endsWith('.toml')) return readSamConfig(source)
  const { root, problems } = parseDocument(source)
  const error = problems.find(({ kind }) => kind === 'error')
  if (error) return { problem: error }
  if (root?.kind === 'list') return fromList(root.items)
  if (root?.kind !== 'map') return wrong(root, source)
  const parameters = root.get('Parameters')?.value
  if (parameters?.kind === 'list') return fromList(parameters.items)
  return fromMap(parameters?.kind === 'map' ? parameters : root)
}

function fromList(items: readonly Node[]): ParameterFile {
  const values = new Map<string, string>()
  for (const item of items) {
    const name = item.kind === 'map' ? item.get('ParameterKey')?.value : item
    if (name?.kind !== 'scalar') return wrong(item)
    const value = item.kind === 'map' ? item.get('ParameterValue')?.value : undefined
    // The AWS CLI also takes a list of NAME=VALUE.
    const [, key, text] = /^([^=]+)=(.*)$/s.exec(name.text) ?? []
    if (value?.kind === 'scalar') values.set(name.text, value.text)
    else if (item.kind === 'scalar' && key !== undefined) values.set(key, text ?? '')
    else if (item.kind === 'scalar') return wrong(item)
  }
  return { values }
}

function fromMap(map: MapNode): ParameterFile {
  const values = new Map<string, string>()
  for (const { key, value } of map.entries) {
    if (value.kind === 'scalar') values.set(key, isNull(value) ? '' : value.text)
    else if (value.kind === 'list' && value.items.every(item => item.kind === 'scalar'))
      values.set(key, value.items.map(item => item.text).join(','))
    else return wrong(value)
  }
  return { values }
}

function wrong(node: Node | undefined, source?: Source): ParameterFile {
  const span = node?.span ?? { start: 0, end: source?.text.length ?? 0 }
  return { problem: { kind: 'error', message: `this holds no parameter values: ${EXPECTED}`, span } }
}

/** `[default.deploy.parameters] parameter_overrides = "A=1 B=\"x y\""`, or a list of such texts. */
function readSamConfig(source: Source): ParameterFile {
  let config
  try {
    config = parseToml(source.text)
  } catch (error) {
    if (!(error instanceof TomlError)) throw error
    const start = source.lineStart(error.line) + error.column - 1
    const [reason = 'expected TOML'] = error.message.replace(/^Invalid TOML document: /, '').split('\n')
    return { problem: { kind: 'error', message: reason, span: { start, end: start + 1 } } }
  }
  const values = new Map<string, string>()
  for (const environment of Object.values(config)) {
    for (const command of ['global', 'deploy']) {
      const overrides = at(at(at(environment, command), 'parameters'), 'parameter_overrides')
      const texts = Array.isArray(overrides)
        ? overrides.map(String)
        : typeof overrides === 'string'
          ? [overrides]
          : []
      for (const [key, value] of overridesIn(texts.join(' '))) values.set(key, value)
    }
    // The first environment is the default one; others would contradict it.
    if (values.size > 0) break
  }
  return { values }
}

/** `NAME=VALUE`, values with blanks in quotes, or the AWS CLI's older `ParameterKey=NAME,ParameterValue=VALUE`. */
function* overridesIn(text: string): Generator<readonly [key: string, value: string]> {
  const pattern = /(?:ParameterKey=([\w:]+),ParameterValue|([\w:]+))=(?:"((?:[^"\\]|\\.)*)"|(\S*))/g
  for (const [, older, key = older, quoted, bare = ''] of text.matchAll(pattern))
    if (key !== undefined) yield [key, (quoted ?? bare).replace(/\\(.)/g, '$1')]
}

function at(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined
}
