/** One bucket policy by itself: statements that S3 would refuse, and statements that apply to nothing. */
import { permittingActions } from '../data/operations.ts'
import { LARGEST_POLICY } from '../data/policies.ts'
import { isWrong } from '../model/newer.ts'
import type { ResourceView } from '../model/resource-view.ts'
import type { PropertiesOf } from '../model/schema/index.ts'
import type { TextView } from '../model/text-view.ts'
import type { Origin } from '../model/value.ts'
import {
  actionsMatching,
  Bucket as Subject,
  deadStatements,
  type IssueProblem,
  parsePolicy,
  type Policy,
  type Statement,
  valuesOf,
} from '../proof/index.ts'
import { readPolicy, type ReadPolicy, type Speller } from './document.ts'
import { Inquiry } from './inquiry.ts'
import type { StatementView } from './statement.ts'
import { policyName } from './subject.ts'
import { textsAt } from './texts.ts'

type View = ResourceView<PropertiesOf<'AWS::S3::BucketPolicy'>>

/** A place in a policy with what is wrong there. */
export interface PolicyIssue {
  readonly at: Origin
  readonly problem: IssueProblem
  readonly message: string
}

/** A statement that applies to no request: because of its resources, principals or conditions, or since all is denied. */
export interface DeadStatement {
  readonly statement: StatementView
  readonly reason: 'resource' | 'principal' | 'condition' | 'always-denied'
}

/** The document of a bucket policy in one world. */
export class BucketPolicyReading {
  readonly #view: View
  readonly #read: ReadPolicy
  readonly #speller: Speller

  constructor(view: View, document: NonNullable<View['properties']['PolicyDocument']>) {
    this.#view = view
    this.#speller = new Inquiry(view).asWritten
    this.#read = readPolicy(document, this.#speller, { name: policyName(view) })
  }

  /** The statements that can be read. */
  get statements(): readonly StatementView[] {
    return this.#read.statements
  }

  /** What does not conform to the grammar of policies. */
  get issues(): PolicyIssue[] {
    return this.#read.policy.issues.map(({ path, problem, message }) => ({
      at: this.#read.originAt(path),
      problem,
      message: message.replaceAll('"', "'"),
    }))
  }

  /** The size in bytes where it surely is more than S3 takes. */
  get oversize(): number | undefined {
    const size = this.#read.policy.statements.reduce((sum, statement) => sum + sizeOf(statement), 0)
    return size > LARGEST_POLICY ? size : undefined
  }

  /** The texts of an element, for people. */
  shown(texts: readonly string[]): string[] {
    return texts.map(text => this.#speller.holes.show(text))
  }

  /** What follows the name of the bucket in a text that begins with it, if that is known. */
  afterName(text: string): string | undefined {
    const { name } = this.#subject([]).input
    const rest = text === name || text.startsWith(`${name}/`) ? text.slice(name.length) : undefined
    return rest !== undefined && this.#speller.holes.in(rest).length === 0 ? rest : undefined
  }

  /** The values of a condition as written, for questions that depend on parameters. */
  valuesOf(statement: StatementView, operator: string, key: string): readonly TextView[] {
    const { PolicyDocument } = this.#view.properties
    return PolicyDocument
      ? textsAt(PolicyDocument, ['Statement', statement.index, 'Condition', operator, key])
      : []
  }

  /** The statements that apply to nothing, whatever is not known. What S3 refuses has a defect of its own. */
  get dead(): DeadStatement[] {
    const refused = new Set(this.#read.policy.issues.map(({ path: [, index] }) => index))
    return deadStatements(this.#subject(this.#read.policy.statements)).flatMap(
      ({ statement: { index }, reason }) => {
        const statement = this.statements.find(one => one.index === index)
        if (!statement || refused.has(index) || reason === 'action' || reason === 'action-on-resource')
          return []
        if (reason === 'principal' && !isForNobody(statement)) return []
        if (reason === 'condition' && this.#mayBeNew(statement)) return []
        return [{ statement, reason }]
      },
    )
  }

  /** Whether a condition asks for a value that AWS may have by now. */
  #mayBeNew({ proof: { conditions } }: StatementView): boolean {
    return conditions.some(({ key, negated, values }) => {
      const known = valuesOf(key) ?? []
      if (negated || known.length === 0 || known.includes('true')) return false
      return this.shown(values).some(value => !known.includes(value) && !isWrong(value, known, this.#view))
    })
  }

  /** The kinds of resources that the resources of a statement can name: the bucket, its objects. */
  reachOf({ proof }: StatementView): ReadonlySet<'bucket' | 'object'> {
    const kinds = ['bucket', 'object'] as const
    if (proof.resources.texts.some(text => this.#isUnknown(text))) return new Set(kinds)
    const plain = proof.resources.texts.map(text => this.#plainly(text))
    if (plain.every(kind => kind !== undefined)) return new Set(plain)
    const probes = kinds.map(kind => ({ ...this.#anything(kind), resources: proof.resources }))
    const missed = this.#missed(probes)
    return new Set(kinds.filter((_, index) => !missed.has(index)))
  }

  /** Which resources of a statement name nothing in the bucket, as indices. */
  foreignResourcesOf({ proof }: StatementView): number[] {
    const { globs, texts, negated } = proof.resources
    if (negated || globs.length !== texts.length || texts.every(text => this.#plainly(text))) return []
    const missed = this.#missed(
      globs.map((glob, index) => ({
        ...this.#anything('any'),
        resources: { negated, globs: [glob], texts: texts.slice(index, index + 1) },
      })),
    )
    return [...missed].filter(index => !/^arn:aws-/.test(texts[index] ?? ''))
  }

  /** Whether nothing is known of a text, so that it can be anything. */
  #isUnknown(text: string): boolean {
    return text.length === 1 && this.#speller.holes.get(text)?.kind === 'unknown'
  }

  /** What a text names that is written in the plainest way: the bucket's ARN, or that and a key. */
  #plainly(text: string): 'bucket' | 'object' | undefined {
    const { arn } = this.#subject([])
    if (text === arn) return 'bucket'
    return text.startsWith(`${arn}/`) && text.length > arn.length + 1 ? 'object' : undefined
  }

  #missed(probes: readonly Statement[]): Set<number> {
    const numbered = probes.map((probe, index) => ({ ...probe, ref: { ...probe.ref, index } }))
    return new Set(deadStatements(this.#subject(numbered)).map(({ statement }) => statement.index))
  }

  /** A statement that denies everyone everything on some kind of resource. */
  #anything(kind: 'bucket' | 'object' | 'any'): Statement {
    const action = { bucket: 's3:ListBucket', object: 's3:GetObject', any: 's3:*' }[kind]
    const document = { Statement: [{ Effect: 'Deny', Principal: '*', Action: action, Resource: '*' }] }
    const [statement] = parsePolicy(document, this.#speller.terms).statements
    if (!statement) throw new Error('a policy of one statement has one statement')
    return statement
  }

  #subject(statements: Policy['statements']): Subject {
    const { world, account, properties } = this.#view
    const name = properties.Bucket?.text
    const { holes } = this.#speller
    return new Subject({
      holes,
      name: name ? this.#speller.spell(world, name) : holes.hole('unknown', 'the bucket', 'atom'),
      owner: this.#speller.spell(world, account.text),
      policy: { ...this.#read.policy, statements },
    })
  }
}

/** The document of a bucket policy, where it has one. */
export function readBucketPolicy(view: View): BucketPolicyReading | undefined {
  const document = view.properties.PolicyDocument
  return document && new BucketPolicyReading(view, document)
}

/** The kinds of resources that the S3 actions of a pattern act on; empty where there is no such action. */
export function targetsOf(pattern: string): ReadonlySet<string> {
  const actions = actionsMatching(pattern)
  return new Set(
    actions.flatMap(({ resourceTypes }) => (resourceTypes.length > 0 ? resourceTypes : ['account'])),
  )
}

/** Whether there is no S3 action of a name, of which `targetsOf` knows none. */
export function isNoAction(name: string, view: View): boolean {
  const known = actionsMatching('s3:*').map(action => action.name)
  return permittingActions.has(name.toLowerCase()) || isWrong(name, known, view)
}

/** Whether every principal is the id of one that was deleted. */
function isForNobody({ proof: { principals } }: StatementView): boolean {
  return !principals.negated && principals.entries.every(({ kind }) => kind === 'nobody')
}

/** A lower bound: unknown text counts as one character, spaces as none. */
function sizeOf({ actions, resources, principals, conditions }: Statement): number {
  const frame = '{"Effect":"Deny","Principal":"","Action":"","Resource":""},'.length
  const texts = [
    ...actions.texts,
    ...resources.texts,
    ...principals.texts,
    ...conditions.flatMap(({ operator, key, values }) => [operator, key, ...values]),
  ]
  return frame + texts.reduce((sum, text) => sum + Buffer.byteLength(text) + '"",'.length, 0)
}
