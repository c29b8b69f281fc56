/** All that a rule's author may use, and nothing else: rules import from here alone. */
import type { Severity, Witness } from './finding.ts'
import type { Bucket, EstateView } from './model/bucket.ts'
import type { ResourceType } from './model/schema/index.ts'
import type { ResourceView } from './model/resource-view.ts'
import type { TextView } from './model/text-view.ts'
import type { Origin, Plain } from './model/value.ts'
import type { Schema } from './model/schema/index.ts'

export {
  throughAccessPoint,
  throughMultiRegionAccessPoint,
  type MultiRegionAccessPoint,
} from './access/access-points.ts'
export { access, type BucketAccess } from './access/bucket.ts'
export { readBucketPolicy, targetsOf } from './access/bucket-policy.ts'
export { trapsIn } from './access/conditions.ts'
export { undelegated } from './access/delegation.ts'
export { barrierBefore } from './access/endpoints.ts'
export { publicUse } from './access/keys.ts'
export { oldPresignedUrl, oldSignature, refusalsOfDefault, uploadWith } from './access/requests.ts'
export { deliveryForStrangers } from './access/trails.ts'
export { servedByOthers, servesPages, wouldServePages } from './access/websites.ts'
export { conjoined, deedsOf } from './access/deeds.ts'
export type { StatementView } from './access/statement.ts'
export { writingEverywhere, type IdentityProperties } from './access/everywhere.ts'
export { bucketOriginsOf, refusalOf } from './access/origins.ts'
export { notifiedBy, rejectionBy } from './access/destinations.ts'
export {
  lackingForReplication,
  mayBeAssumedForReplication,
  refusedByReplica,
  replicationsOf,
  rolesOfReplication,
} from './access/replication.ts'
export type { Severity } from './finding.ts'
export { kmsQuota } from './data/kms-quota.ts'
export { publicAccessFlags, regionIn } from './model/bucket.ts'
export type { Bucket, EstateView } from './model/bucket.ts'
export type { ResourceView } from './model/resource-view.ts'
export type { TextView } from './model/text-view.ts'
export type { Origin } from './model/value.ts'
export type { PropertiesOf } from './model/schema/index.ts'
export { allows, child, enumOf, fits, itemOf, keysOf, nearestName, requiredOf } from './model/schema/index.ts'

/** What a rule says of one defect. */
export interface Remark {
  /** The key of the most specific value that is wrong, or the resource as a whole. */
  readonly at: Origin
  /** The wrong state: lower case, no final period, quoting the value. */
  readonly message: string
  /** Further places that belong to the story. */
  readonly notes?: readonly { readonly at: Origin; readonly message: string }[]
  /** Where this case is better or worse than the rule's. */
  readonly severity?: Severity
  /** A case of a recommended rule that is an opinion: said in the strict preset, and where the rule is asked for. */
  readonly preset?: 'strict'
  readonly witness?: Witness
}

/** What happens to people who leave it as it is. */
export type Consequence =
  | 'exposure'
  | 'data-loss'
  | 'deploy-failure'
  /** Deploys, and never works. */
  | 'broken'
  | 'cost'
  | 'throttling'
  | 'audit'

/** An example that documents a rule and tests it: `# <- message` marks each line with a finding and its message. */
export interface Example {
  readonly dialect: 'cloudformation'
  readonly text: string
}

interface Described {
  /** One line: the wrong state. */
  readonly title: string
  readonly severity: Severity
  /** `recommended` rules are on by default, `strict` ones in `--preset strict`. */
  readonly preset: 'recommended' | 'strict'
  readonly consequence: Consequence
  /** What goes wrong, in a sentence or two. */
  readonly why: string
  /** What to do, in one line. */
  readonly remedy: string
  /** Pages below https://docs.aws.amazon.com/ that hold the facts. */
  readonly refs: readonly string[]
  /** Controls of compliance standards: `SecurityHub S3.5`, `CIS 2.1.1`. */
  readonly controls: readonly string[]
  readonly bad: readonly Example[]
  readonly good: readonly Example[]
}

/** A rule about general purpose buckets, the usual kind. */
export interface BucketRule extends Described {
  readonly on?: 'bucket'
  check(bucket: Bucket, estate: EstateView): Iterable<Remark>
}

/** A rule about resources of other types; `P` are the properties that they have in common. */
export interface ResourceRule<P> extends Described {
  readonly on: ResourceType | readonly ResourceType[]
  check(resource: ResourceView<P>, estate: EstateView): Iterable<Remark>
}

/** A value as written, with the schema it stands under. */
export interface PropertyView {
  /** CloudFormation type of the resource it belongs to. */
  readonly type: string
  readonly at: Origin
  readonly plain: Plain
  /** The text, where it is a scalar. */
  readonly text: TextView | undefined
  readonly schema: Schema
}

/** A rule about every value as written, whichever side of a condition it stands on. */
export interface PropertyRule extends Described {
  readonly on: 'property'
  check(property: PropertyView): Iterable<Remark>
}

/** A rule about files that cannot be read. */
export interface FileRule extends Described {
  readonly on: 'file'
  check(problem: { readonly at: Origin; readonly message: string }): Iterable<Remark>
}

/** A rule of any kind. */
export type Rule = BucketRule | PropertyRule | FileRule | ResourceRule<unknown>

/** Declares a rule; the file's name is its id, the folder its subject. */
export function rule(definition: BucketRule | PropertyRule | FileRule): Rule {
  return definition
}

/** Declares a rule about resources of one type. */
export function resourceRule<P>(definition: ResourceRule<P>): Rule {
  return definition
}

/** A CloudFormation example; it takes no substitutions, so that `${}` is written as in a template. */
export function cloudformation(strings: TemplateStringsArray): Example {
  // Runs that show no documentation never look at the text: it is made when asked for.
  return {
    dialect: 'cloudformation',
    get text() {
      return dedent(strings.raw.join(''))
    },
  }
}

function dedent(text: string): string {
  const lines = text
    .replace(/^\n/, '')
    .replace(/\n\s*$/, '\n')
    .split('\n')
  const indents = lines.filter(line => line.trim() !== '').map(line => /^ */.exec(line)?.[0].length ?? 0)
  const indent = Math.min(...indents)
  return lines
    .map(line => line.slice(indent))
    .join('\n')
    .replaceAll('\\${', '${')
}
