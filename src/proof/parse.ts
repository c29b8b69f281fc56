/** Reads policy documents. Never throws: what AWS would refuse becomes an issue, and the answer hinges on it. */
import { spend } from '../model/work.ts'
import { Elements, isObject, listOf, MAX_TEXT, type Path } from './elements.ts'
import { compile } from './glob.ts'
import type { Holes } from './holes.ts'
import type { Patterns, Policy, Statement, View } from './statement.ts'
import { and, MAYBE, YES, type Truth } from './truth.ts'
import { flag, type Flag } from './types.ts'

/** How to read a policy document. */
export interface ParseOptions {
  readonly holes: Holes
  /** How answers call the policy; "bucket policy" unless told. */
  readonly name?: string
  /** `identity`: attached to a principal, so it names none. */
  readonly kind?: 'resource' | 'identity'
  readonly partition?: string
  readonly view?: View
  /** Something to find a statement by: comes back as `StatementRef.origin`. */
  readonly origin?: (index: number) => unknown
  /** Whether a statement is there. */
  readonly exists?: (index: number) => Flag
}

/** Further statements of a document are not read. */
export const MAX_STATEMENTS = 400

/** What reading a statement counts as. */
const STATEMENT_STEPS = 200

const known = new Set([
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
])

/** JSON may spell private-use characters by escapes: those are not holes. */
const ESCAPED_HOLE = /\\u(?:e[0-9a-f]{3}|f[0-8][0-9a-f]{2})/gi

/** Reads one document: a JSON-like value, or its text. */
export function parsePolicy(document: unknown, options: ParseOptions): Policy {
  return new Reader(options).policy(document)
}

class Reader {
  readonly #options: ParseOptions
  readonly #holes: Holes
  readonly #elements: Elements

  constructor(options: ParseOptions) {
    this.#options = options
    this.#holes = options.holes
    this.#elements = new Elements(options.holes, options.partition ?? 'aws', options.kind === 'identity')
  }

  policy(document: unknown): Policy {
    const statements = this.#statements(this.#document(document))
    const name = this.#options.name ?? 'bucket policy'
    return {
      name,
      version: this.#elements.version,
      statements,
      issues: this.#elements.issues,
      holes: this.#holes,
    }
  }

  #document(document: unknown): unknown {
    if (typeof document !== 'string') return document
    if (document.length === 1 && this.#holes.get(document) !== undefined) return document
    if (document.length > 5 * MAX_TEXT) {
      this.#elements.complain([], 'bound', `a policy of ${document.length} characters was not read`)
      return undefined
    }
    try {
      return JSON.parse(document.replace(ESCAPED_HOLE, '\\ufffd')) as unknown
    } catch {
      this.#elements.complain([], 'structure', 'the policy is not JSON')
      return undefined
    }
  }

  #statements(document: unknown): Statement[] {
    if (this.#elements.isHole(document)) return this.#anything(0, this.#labelOf(document))
    if (!isObject(document)) {
      if (this.#elements.refused === 0)
        this.#elements.complain([], 'structure', 'the policy is not an object')
      return this.#anything(0, 'the policy is not valid')
    }
    this.#readVersion(document.Version)
    if (document.Statement === undefined) {
      this.#elements.complain([], 'missing', 'the policy has no "Statement"')
      return []
    }
    const list = listOf(document.Statement)
    const statements: Statement[] = []
    const sids = new Set<string>()
    for (const [index, value] of list.entries()) {
      if (index >= MAX_STATEMENTS || this.#elements.textLeft <= 0) {
        this.#elements.complain(['Statement', index], 'bound', `only ${index} statements were read`)
        statements.push(...this.#anything(index, 'the policy is too large'))
        break
      }
      spend(STATEMENT_STEPS)
      statements.push(...this.#statement(value, index, sids))
    }
    return statements
  }

  #readVersion(version: unknown): void {
    if (typeof version === 'string')
      this.#elements.version = this.#elements.isHole(version) ? '2012-10-17' : version
    if (
      version === undefined ||
      this.#elements.version === '2012-10-17' ||
      this.#elements.version === '2008-10-17'
    )
      return
    this.#elements.complain(['Version'], 'version', 'the version is neither "2012-10-17" nor "2008-10-17"')
  }

  /** A statement of which nothing is known: it may allow and it may deny whatever is asked. */
  #anything(index: number, doubt: string): Statement[] {
    const all: Patterns = { negated: false, globs: [compile('*', this.#holes, 'any')], texts: ['*'] }
    return (['Allow', 'Deny'] as const).map(effect => ({
      ref: this.#ref(index, undefined, effect),
      effect,
      exists: MAYBE,
      doubts: [doubt],
      forOutsiders: YES,
      principals: { negated: false, entries: [{ kind: 'everyone' }], texts: ['*'] },
      actions: all,
      resources: all,
      conditions: [],
      view: this.#options.view ?? 'bucket',
    }))
  }

  /** How hinges call a hole that stands for a whole part. */
  #labelOf(hole: string): string {
    return this.#holes.get(hole)?.label ?? hole
  }

  #ref(index: number, sid: string | undefined, effect: 'Allow' | 'Deny'): Statement['ref'] {
    const policy = this.#options.name ?? 'bucket policy'
    return { policy, index, sid, effect, origin: this.#options.origin?.(index) }
  }

  #statement(value: unknown, index: number, sids: Set<string>): Statement[] {
    const path = ['Statement', index]
    if (this.#elements.isHole(value)) return this.#anything(index, this.#labelOf(value))
    if (!isObject(value)) {
      this.#elements.complain(path, 'structure', 'a statement is not an object')
      return this.#anything(index, 'a statement is not valid')
    }
    const before = this.#elements.refused
    for (const key of Object.keys(value))
      if (!known.has(key))
        this.#elements.complain(
          [...path, key],
          'structure',
          `a statement has no element "${this.#holes.show(key)}"`,
        )
    const sid = this.#sid(value.Sid, path, sids)
    const resources = this.#elements.resources(value, path)
    const principals = this.#elements.principals(value, path)
    const actions = this.#elements.actions(value, path)
    const conditions = this.#elements.conditions(value.Condition, [...path, 'Condition'])
    const effects = this.#effects(value.Effect, path)
    const valid = this.#elements.refused === before
    const given = flag(this.#options.exists?.(index) ?? true)
    const exists: Truth = and(given, valid && effects.length === 1 ? YES : MAYBE)
    const doubts = [
      ...(given === MAYBE ? [`whether statement ${sid ?? index} is there`] : []),
      ...(valid ? [] : [`statement ${sid ?? index} is not valid`]),
      ...(this.#elements.isHole(value.Effect) ? [this.#labelOf(value.Effect)] : []),
    ]
    return effects.map(effect => ({
      ref: this.#ref(index, sid, effect),
      effect,
      exists,
      doubts,
      forOutsiders: YES,
      principals,
      actions,
      resources: resources.patterns,
      conditions: [...conditions, ...resources.presence],
      view: this.#options.view ?? 'bucket',
    }))
  }

  #sid(value: unknown, path: Path, sids: Set<string>): string | undefined {
    if (value === undefined) return undefined
    if (typeof value !== 'string') {
      this.#elements.complain([...path, 'Sid'], 'structure', '"Sid" is not a string')
      return undefined
    }
    const sid = this.#holes.show(value)
    if (sids.has(sid) && sid !== '')
      this.#elements.complain([...path, 'Sid'], 'duplicate', `the Sid "${sid}" is used twice`)
    sids.add(sid)
    return sid
  }

  #effects(value: unknown, path: Path): ('Allow' | 'Deny')[] {
    if (value === 'Allow' || value === 'Deny') return [value]
    if (value === undefined) this.#elements.complain(path, 'missing', 'the statement has no "Effect"')
    else if (!this.#elements.isHole(value))
      this.#elements.complain([...path, 'Effect'], 'structure', '"Effect" is neither "Allow" nor "Deny"')
    return ['Allow', 'Deny']
  }
}
