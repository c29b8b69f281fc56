/** All that a rule's author may use, and nothing else: rules import from here alone. */
import type { Severity, Witness } from './finding.ts'
import type { Bucket, EstateView } from './model/bucket.ts'
import type { Change } from './model/change.ts'
import type { ResourceType } from './model/schema/index.ts'
import type { Resource } from './model/resource.ts'
import type { ResourceView } from './model/resource-view.ts'
import type { TextView } from './model/text-view.ts'
import type { WrittenText } from './model/texts.ts'
import type { Origin, Plain } from './model/value.ts'
import type { Schema } from './model/schema/index.ts'
import type { Workloads } from './model/workload.ts'
import type { World } from './model/world.ts'

export {
  throughAccessPoint,
  throughMultiRegionAccessPoint,
  type MultiRegionAccessPoint,
} from './access/access-points.ts'
export { analysesOf, leavesStandard, refusedExport } from './access/analytics.ts'
export { access, type BucketAccess } from './access/bucket.ts'
export { isNoAction, readBucketPolicy, targetsOf } from './access/bucket-policy.ts'
export { keyRefusalOf, type ChannelProperties } from './access/channel-keys.ts'
export { channelsOf, notifiersOf, type ChannelPolicyProperties } from './access/channels.ts'
export { trapsBehind, trapsIn } from './access/conditions.ts'
export { untrapped } from './access/untrap.ts'
export { undelegated } from './access/delegation.ts'
export { barrierBefore, leadsToS3 } from './access/endpoints.ts'
export { lockedOutOfKey, lockedOutOfManagedKey, managedReplicaKeys } from './access/key-users.ts'
export { publicUse } from './access/keys.ts'
export { takesLogs } from './access/log-target.ts'
export {
  oldPresignedUrl,
  oldSignature,
  refusalsOfDefault,
  uploadWith,
  uploadWithOwnKey,
} from './access/requests.ts'
export { deliveryOfAnyBucket, publicUseOf } from './access/strangers.ts'
export { deliveryForStrangers } from './access/trails.ts'
export { keepsNothing, publicUseOfVault, type VaultPolicyProperties } from './access/vaults.ts'
export { servedByOthers, servesPages, wouldServePages } from './access/websites.ts'
export { conjoined, deedsOf } from './access/deeds.ts'
export type { StatementView } from './access/statement.ts'
export { wideStatements, writingEverywhere, type IdentityProperties } from './access/everywhere.ts'
export { bucketOriginsOf, refusalOf } from './access/origins.ts'
export { launchOf, mayUseS3 } from './access/instances.ts'
export { muteFunctionsOf, namedAccessPoint, notAnAccessPoint } from './access/object-lambda.ts'
export { callersOf, notifiedBy, rejectionBy } from './access/destinations.ts'
export { loopsOf } from './access/loops.ts'
export { wideBypasses } from './access/bypass.ts'
export { isReplica } from './access/replicas.ts'
export { chainsFrom, unsyncedFrom } from './access/replication-chain.ts'
export { replicationDefects } from './access/replication-rules.ts'
export {
  lackingForReplication,
  mayBeAssumedForReplication,
  refusedByReplica,
  replicationsOf,
  rolesOfReplication,
} from './access/replication.ts'
export type { Severity } from './finding.ts'
export { gone, type Change, type Wish } from './model/change.ts'
export {
  accountOf,
  add,
  allOn,
  also,
  arnOf,
  change,
  exactly,
  nameOf,
  rename,
  rewrite,
  set,
  setBeside,
} from './model/wishes.ts'
export { withoutPublicAcl } from './access/acls.ts'
export { restated, stated } from './access/amend.ts'
export { accepting } from './access/accepted.ts'
export { letNotify, letUse, limitedToAccount, limitedToS3 } from './access/admission.ts'
export { denied } from './access/denial.ts'
export { assumable, excepted, permitted } from './access/permit.ts'
export {
  inBucket,
  meantAction,
  respelled,
  withAction,
  withoutAction,
  withoutResource,
} from './access/corrections.ts'
export { commonWords } from './data/common-words.ts'
export { encryptionAlgorithms, regionsWithClientKeys } from './data/encryption.ts'
export { lifecycleBounds } from './data/lifecycle.ts'
export { CLOUDFRONT_LOGS, CLOUDFRONT_LOGS_IN_CHINA, sourceAccountServices } from './data/log-delivery.ts'
export { accessPointNames, bucketNames } from './data/names.ts'
export { tagBounds } from './data/tags.ts'
export { oldTlsPolicies } from './data/tls-policies.ts'
export { acceleratedRegions } from './data/acceleration.ts'
export { prefixRates } from './data/request-rates.ts'
export { archiveTier } from './data/intelligent-tiering.ts'
export { knownRegions } from './data/regions.ts'
export { storageClass } from './data/storage-classes.ts'
export { grantsOf, mayGrant } from './model/grants.ts'
export { retentionBounds } from './data/object-lock.ts'
export { maySelect, selectionsBeside } from './model/backups.ts'
export { days, inOrder, lifecycleOf, toldMoment } from './model/lifecycle/rules.ts'
export { Coverage as LifecycleCoverage } from './model/lifecycle/coverage.ts'
export { overruledIn } from './model/lifecycle/conflicts.ts'
export { rejectedIds, rejectedIn } from './model/lifecycle/rejections.ts'
export { staysOf } from './model/lifecycle/stays.ts'
export {
  abortingUploads,
  expiringVersions,
  isLifecycleSettled,
  keepingVersions,
  uploadDays,
  versioned,
} from './model/lifecycle/wishes.ts'
export { isScratch } from './model/lifespan.ts'
export { isSettled, isSettledIn, isWrittenOut } from './model/settled.ts'
export { defaultRetention, isLocked, lockPlace } from './model/object-lock.ts'
export { emptiedAt, releasesOf } from './model/removal.ts'
export { encryptedWith, keyOf, regionOfKey } from './model/bucket-key.ts'
export { accountIn, regionIn } from './model/account-regional.ts'
export { overruledByAccount } from './model/account-block.ts'
export { publicAccessFlags } from './model/bucket.ts'
export { deliveriesTo, type Deliverer } from './model/deliveries.ts'
export { kmsLoadOf } from './model/kms-load.ts'
export { kmsQuota, kmsQuotaBounds } from './model/kms-quota.ts'
export { isWrong } from './model/newer.ts'
export { watchesPolicies } from './model/policy-watch.ts'
export { outputsOf, writingServices } from './model/service-outputs.ts'
export { isTrailed, loggingObjects, objectEventsOf, trailsBeside, type Trail } from './model/trail-events.ts'
export { lostOrigins } from './model/lost-origins.ts'
export { flawOf } from './model/notification-targets.ts'
export { mayAdmit, siteOriginsOf, websitesBeside } from './model/site-origins.ts'
export { knownEvents, notificationsOf, overlap } from './model/notifications.ts'
export { MOST_NOTIFICATIONS } from './data/notifications.ts'
export { corsMethods, MOST_CORS_RULES, MOST_ROUTING_RULES, refusedCorsMethods } from './data/website.ts'
export { behaviorsBefore, distributionsBefore, s3OriginsOf } from './model/distributions.ts'
export type { Bucket, EstateView } from './model/bucket.ts'
export type { ResourceView } from './model/resource-view.ts'
export type { TextView } from './model/text-view.ts'
export { accessKeyIdIn, secretKeysIn } from './text/secrets.ts'
export type { Origin } from './model/value.ts'
export type { PropertiesOf } from './model/schema/index.ts'
export {
  allows,
  child,
  enumOf,
  fits,
  isSlip,
  itemOf,
  keysOf,
  nearestName,
  requiredOf,
} from './model/schema/index.ts'

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
  /** What would make it go away, if the text it is read from can be changed. */
  readonly change?: Change | undefined
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
  readonly dialect: 'cloudformation' | 'terraform'
  readonly text: string
  /** The load of buckets that the config says. */
  readonly workloads?: Workloads | undefined
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
  /** The same for the author of a CDK program, if it is a prop or a line there: `enforceSSL: true`. */
  readonly remedyInCdk?: string
  /** The same for Terraform, in the arguments of its provider: `enable_key_rotation = true`. */
  readonly remedyInTerraform?: string
  /** Pages below https://docs.aws.amazon.com/ that hold the facts. */
  readonly refs: readonly string[]
  /** Controls of compliance standards: `SecurityHub S3.5`, `CIS 2.1.1`. */
  readonly controls: readonly string[]
  /** Ids it had before: suppressions that name them still hold. They are never given to another rule. */
  readonly formerly?: readonly string[]
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
  /** The resource it belongs to. */
  readonly resource: Resource
  /** Whether a condition chooses the value: then its place is that of the choice. */
  readonly isChosen: boolean
  readonly at: Origin
  readonly plain: Plain
  /** The text, where it is a scalar. */
  readonly text: TextView | undefined
  readonly schema: Schema
  readonly world: World
}

/** A rule about every value as written, whichever side of a condition it stands on. */
export interface PropertyRule extends Described {
  readonly on: 'property'
  check(property: PropertyView): Iterable<Remark>
}

/** A rule about files that cannot be read, or about suppressions that do not do what they say. */
export interface FileRule extends Described {
  readonly on: 'file' | 'suppression'
  check(problem: { readonly at: Origin; readonly message: string }): Iterable<Remark>
}

/** A rule about every text as written, in whatever resource. */
export interface TextRule extends Described {
  readonly on: 'text'
  /** What stands in every file that can break the rule: no other is looked through. */
  readonly mark: RegExp
  check(text: WrittenText): Iterable<Remark>
}

/** A rule of any kind. */
export type Rule = BucketRule | PropertyRule | FileRule | TextRule | ResourceRule<unknown>

/** Declares a rule; the file's name is its id, the folder its subject. */
export function rule(definition: BucketRule | PropertyRule | FileRule | TextRule): Rule {
  return definition
}

/** Declares a rule about resources of one type. */
export function resourceRule<P>(definition: ResourceRule<P>): Rule {
  return definition
}

/** A CloudFormation example; it takes no substitutions, so that `${}` is written as in a template. */
export function cloudformation(strings: TemplateStringsArray): Example {
  return example('cloudformation', strings)
}

/** A Terraform example, all in one `main.tf`. */
export function terraform(strings: TemplateStringsArray): Example {
  return example('terraform', strings)
}

/** An example under a load, which the text tells. */
export function underLoad(workloads: Workloads, unloaded: Example): Example {
  return {
    dialect: unloaded.dialect,
    get text() {
      return `# with workloads ${JSON.stringify(workloads)}\n${unloaded.text}`
    },
    workloads,
  }
}

function example(dialect: Example['dialect'], strings: TemplateStringsArray): Example {
  // Runs that show no documentation never look at the text: it is made when asked for.
  return {
    dialect,
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
