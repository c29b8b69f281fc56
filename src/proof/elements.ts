/** Reads the elements of statements; keeps the issues found. */
import { compileCondition, unreadable, type Condition } from './condition.ts'
import { compile, compileArn, type Glob } from './glob.ts'
import { mayHaveHoles, type Holes } from './holes.ts'
import { parsePrincipal } from './principal.ts'
import type { Patterns, PrincipalEntry, Principals } from './statement.ts'
import { mentionsVariable, substituteVariables, type WithoutValue } from './variables.ts'
import type { Issue, IssueProblem } from './types.ts'

/** Limits of what is read of one document. */
export const MAX_TEXT = 200_000
const MAX_ISSUES = 100

export type Path = readonly (string | number)[]
export type Json = Readonly<Record<string, unknown>>

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value])

/** Problems for which a statement's meaning cannot be told. */
const refusals = new Set<IssueProblem>(['structure', 'missing', 'conflict', 'bound'])

export class Elements {
  readonly issues: Issue[] = []
  /** How often something was found for which AWS refuses a policy, or that was not read. */
  refused = 0
  version: string | undefined
  textLeft = MAX_TEXT
  readonly #holes: Holes
  readonly #partition: string
  readonly #identity: boolean

  constructor(holes: Holes, partition: string, identity: boolean) {
    this.#holes = holes
    this.#partition = partition
    this.#identity = identity
  }

  complain(path: Path, problem: IssueProblem, message: string): void {
    if (refusals.has(problem)) this.refused++
    if (this.issues.length < MAX_ISSUES) this.issues.push({ path, problem, message })
  }

  /** Whether all that is known about a value is its name. */
  isHole(value: unknown): value is string {
    return typeof value === 'string' && value.length === 1 && this.#holes.get(value) !== undefined
  }

  /** The strings of an element that is a string or a list of strings. */
  #strings(value: unknown, path: Path): string[] {
    const strings: string[] = []
    for (const [index, member] of listOf(value).entries()) {
      if (typeof member === 'string') strings.push(this.#limited(member, path))
      else this.complain(Array.isArray(value) ? [...path, index] : path, 'structure', 'not a string')
    }
    return strings
  }

  #limited(text: string, path: Path): string {
    this.textLeft -= text.length
    if (this.textLeft > 0) return text
    this.complain(path, 'bound', `only ${MAX_TEXT} characters were read`)
    return this.#holes.hole('unknown', 'the policy is too large', 'text', true)
  }

  /** An element and its negation, of which exactly one must be there. */
  #either(
    statement: Json,
    element: string,
    path: Path,
    required: boolean,
  ): { value: unknown; negated: boolean; path: Path } {
    const plain = statement[element]
    const negated = statement[`Not${element}`]
    if (plain !== undefined && negated !== undefined)
      this.complain(path, 'conflict', `the statement has both "${element}" and "Not${element}"`)
    if (plain === undefined && negated === undefined && required)
      this.complain(path, 'missing', `the statement has no "${element}"`)
    const isNegated = plain === undefined && negated !== undefined
    return {
      value: plain ?? negated,
      negated: isNegated,
      path: [...path, isNegated ? `Not${element}` : element],
    }
  }

  /** Principal or NotPrincipal. */
  principals(statement: Json, path: Path): Principals {
    const identity = this.#identity
    const { value, negated, path: at } = this.#either(statement, 'Principal', path, !identity)
    if (identity && value !== undefined)
      this.complain(at, 'conflict', 'an identity policy names no principal')
    if (value === undefined || value === '*')
      return { negated, entries: [{ kind: 'everyone' }], texts: ['*'] }
    if (typeof value === 'string' && this.#holes.in(value).length > 0)
      return { negated, entries: [{ kind: 'unknown' }], texts: [value] }
    if (!isObject(value)) {
      this.complain(at, 'principal', `"${at.at(-1) ?? ''}" is neither "*" nor an object`)
      return { negated, entries: [{ kind: 'unknown' }], texts: [] }
    }
    const entries: PrincipalEntry[] = []
    const texts: string[] = []
    for (const [type, listed] of Object.entries(value)) {
      for (const text of this.#strings(listed, [...at, type])) {
        const entry = parsePrincipal(type, text, this.#holes, this.#partition)
        if (typeof entry === 'string') this.complain([...at, type], 'principal', entry)
        entries.push(typeof entry === 'string' ? { kind: 'nobody' } : entry)
        texts.push(text)
      }
    }
    return { negated, entries, texts }
  }

  /** Action or NotAction. */
  actions(statement: Json, path: Path): Patterns {
    const { value, negated, path: at } = this.#either(statement, 'Action', path, true)
    const texts = value === undefined ? [] : this.#strings(value, at)
    for (const text of texts)
      if (text !== '*' && !/^[\w-]+:/.test(text) && !mayHaveHoles(text))
        this.complain(at, 'action', `not an action: "${text}"`)
    return { negated, texts, globs: texts.map(text => compile(text, this.#holes, 'any', true)) }
  }

  /** Resource or NotResource, and what its variables ask for. */
  resources(statement: Json, path: Path): { patterns: Patterns; presence: Condition[] } {
    const { value, negated, path: at } = this.#either(statement, 'Resource', path, true)
    const written = value === undefined ? [] : this.#strings(value, at)
    const { texts, presence } = this.#substitute(written, negated ? 'open' : 'fails', at)
    const globs: Glob[] = []
    for (const text of texts) {
      const glob = compileArn(text, this.#holes, true)
      if (glob !== undefined) globs.push(glob)
      if (glob === undefined || (!text.startsWith('arn:') && text !== '*' && !mayHaveHoles(text)))
        this.complain(at, 'resource', `not an ARN: "${this.#holes.show(text)}"`)
    }
    return { patterns: { negated, globs, texts }, presence }
  }

  #substitute(
    written: readonly string[],
    without: WithoutValue,
    path: Path,
  ): { texts: string[]; presence: Condition[] } {
    if (!written.some(mentionsVariable)) return { texts: [...written], presence: [] }
    if (this.version === '2012-10-17') return substituteVariables(written, without, this.#holes)
    this.complain(path, 'version', 'policy variables need "Version": "2012-10-17"')
    return { texts: [...written], presence: [] }
  }

  /** Condition. */
  conditions(value: unknown, path: Path): Condition[] {
    if (value === undefined) return []
    if (!isObject(value)) {
      if (!this.isHole(value)) this.complain(path, 'structure', '"Condition" is not an object')
      return [unreadable(this.isHole(value) ? this.#holes.show(value) : 'Condition', 'unknown')]
    }
    return Object.entries(value).flatMap(([operator, keys]) =>
      this.#operator(operator, keys, [...path, operator]),
    )
  }

  #operator(operator: string, keys: unknown, path: Path): Condition[] {
    const name = this.#holes.show(operator)
    if (!isObject(keys)) {
      if (!this.isHole(keys)) this.complain(path, 'structure', `"${name}" is not an object of condition keys`)
      return [unreadable(this.isHole(keys) ? this.#holes.show(keys) : name, 'unknown')]
    }
    return Object.entries(keys).flatMap(([key, value]) => this.#condition(name, key, value, [...path, key]))
  }

  #condition(operator: string, key: string, value: unknown, path: Path): Condition[] {
    const values: string[] = []
    for (const member of listOf(value)) {
      if (typeof member === 'string' || typeof member === 'number' || typeof member === 'boolean')
        values.push(this.#limited(String(member), path))
      else {
        this.complain(path, 'value', 'a condition value is not a string, number or boolean')
        return [unreadable(operator, key)]
      }
    }
    const without = /Not/.test(operator)
      ? 'open'
      : /^ForAllValues|IfExists$/.test(operator)
        ? 'holds'
        : 'fails'
    const { texts, presence } = this.#substitute(values, without, path)
    const condition = compileCondition(operator, key, texts, this.#holes)
    const { comparand } = condition
    if (comparand.family === 'unknown')
      this.complain(path.slice(0, -1), 'operator', `no such condition operator: "${operator}"`)
    else if ('odd' in comparand && comparand.odd && !texts.some(mayHaveHoles))
      this.complain(path, 'value', `"${operator}" cannot read "${texts.join('", "')}"`)
    return [condition, ...presence]
  }
}
