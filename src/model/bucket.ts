/**
 * The bucket as rules know it: its settings with the AWS default where nothing is written, what others use it for,
 * and how it relates to other resources of the estate.
 */
import { regionIn } from './account-regional.ts'
import type { Estate, Trust } from './estate.ts'
import { afterArn } from './partition.ts'
import type { Resource } from './resource.ts'
import { ResourceView } from './resource-view.ts'
import { rolesOf, type Role } from './roles.ts'
import type { PropertiesOf, ResourceType } from './schema/index.ts'
import type { TextView } from './text-view.ts'
import type { Origin } from './value.ts'
import { workloadOf, type Workload } from './workload.ts'
import type { World } from './world.ts'

type Properties = PropertiesOf<'AWS::S3::Bucket'>

/** The four settings that block public access. */
export const publicAccessFlags = [
  'BlockPublicAcls',
  'BlockPublicPolicy',
  'IgnorePublicAcls',
  'RestrictPublicBuckets',
] as const
export type PublicAccessFlag = (typeof publicAccessFlags)[number]

/** Where a bucket's access logs go. */
export interface Logging {
  /** The name of the target bucket; the bucket's own where none is written. */
  readonly target: TextView
  /** The most specific place that names the target. */
  readonly at: Origin
  readonly prefix: TextView | undefined
}

/** The estate in one world. */
export class EstateView {
  readonly estate: Estate
  readonly world: World

  constructor(estate: Estate, world: World) {
    this.estate = estate
    this.world = world
  }

  /** Whom the people who run this trust. */
  get trust(): Trust {
    return this.estate.trust
  }

  /** The bucket that a name or ARN surely names; `anywhere` includes other units by a literal name of their own. */
  bucket(text: TextView, from: { readonly resource: Resource }, anywhere = false): Bucket | undefined {
    const name = afterArn(text, 's3:::') ?? text
    const found = this.estate.find(this.world, 'AWS::S3::Bucket', name.text, from.resource.unit, anywhere)
    return found && new Bucket(found, this)
  }

  /** The resource of a type that a text surely names, as `Ref` or as ARN. */
  resource<T extends ResourceType>(
    type: T,
    text: TextView,
    from: { readonly resource: Resource },
  ): ResourceView<PropertiesOf<T>> | undefined {
    const found = this.estate.find(this.world, type, text.text, from.resource.unit)
    return found && new ResourceView<PropertiesOf<T>>(found, this.world)
  }

  /** The resources of a type that name `target` in a property and exist in this world. */
  referring<T extends ResourceType>(
    type: T,
    property: string,
    target: { readonly resource: Resource },
  ): ResourceView<PropertiesOf<T>>[] {
    return this.estate
      .referring(this.world, type, property, target.resource)
      .map(resource => new ResourceView<PropertiesOf<T>>(resource, this.world))
  }
}

/** A general purpose bucket in one world. */
export class Bucket extends ResourceView<Properties> {
  readonly estate: EstateView

  constructor(resource: Resource, estate: EstateView) {
    super(resource, estate.world)
    this.estate = estate
  }

  /** The region: as an account-regional name says, else that of the deployment. */
  override get region(): TextView {
    return regionIn(this.name) ?? super.region
  }

  /** The load at its peak, where the people who run this say what it is. */
  get workload(): Workload | undefined {
    const { workloads } = this.estate.estate
    if (Object.keys(workloads).length === 0) return undefined
    const { value } = this.name
    return workloadOf(workloads, value === undefined ? [this.id] : [this.id, value])
  }

  /** The first bucket of the same deployment that has the same name, where this is a further one. */
  get namesake(): Bucket | undefined {
    const found = this.estate.estate.namesake(this.world, this.resource)
    return found && new Bucket(found, this.estate)
  }

  /** The place of a property's key, or of the bucket where it is not written. */
  place(key: keyof Properties): Origin {
    return this.properties.at(key)
  }

  /** What is written; absent means never enabled. See `isVersioned` for what holds. */
  get versioning(): 'Enabled' | 'Suspended' | undefined {
    return this.properties.VersioningConfiguration?.Status
  }

  /** The place that says so, or the bucket where nothing is written. */
  get versioningPlace(): Origin {
    return this.properties.VersioningConfiguration?.at('Status') ?? this.at
  }

  /** Whether new versions are kept: Object Lock turns versioning on by itself. */
  get isVersioned(): boolean {
    const written = this.versioning
    return written === undefined ? this.objectLock : written === 'Enabled'
  }

  /** Whether versions are deleted with MFA only: `Enabled` or `Disabled` where the dialect has a word for it. */
  get mfaDelete(): TextView | undefined {
    return this.attribute('MfaDelete')
  }

  get objectLock(): boolean {
    return this.properties.ObjectLockEnabled ?? false
  }

  /** Access logging: a configuration that names no bucket means the bucket itself. */
  get logging(): Logging | undefined {
    const logging = this.properties.LoggingConfiguration
    if (logging === undefined) return undefined
    const { DestinationBucketName: target, LogFilePrefix: prefix } = logging
    return { target: target ?? this.name, at: logging.at('DestinationBucketName'), prefix }
  }

  /**
   * The bucket's public access block as it holds: all on where none is written (new buckets since April 2023); in a
   * block that is written, what is left out is off.
   */
  get publicAccessBlock(): Readonly<Record<PublicAccessFlag, boolean>> {
    const block = this.properties.PublicAccessBlockConfiguration
    const flag = (key: PublicAccessFlag) => (block ? (block[key] ?? false) : true)
    return {
      BlockPublicAcls: flag('BlockPublicAcls'),
      BlockPublicPolicy: flag('BlockPublicPolicy'),
      IgnorePublicAcls: flag('IgnorePublicAcls'),
      RestrictPublicBuckets: flag('RestrictPublicBuckets'),
    }
  }

  /** Whether the public access block of the account, seen in the same unit, blocks all for its buckets too. */
  get isBlockedByAccount(): boolean {
    const { unit, account } = this.resource
    return this.estate.estate
      .ofType('AWS::S3::AccountPublicAccessBlock')
      .filter(each => each.unit === unit && each.account.key === account.key && each.exists(this.world))
      .map(each => new ResourceView<PropertiesOf<'AWS::S3::AccountPublicAccessBlock'>>(each, this.world))
      .some(({ properties }) => publicAccessFlags.every(flag => properties[flag] === true))
  }

  /** Who owns new objects; without a setting ACLs are disabled (new buckets since April 2023). */
  get ownership(): string {
    const [rule] = this.properties.OwnershipControls?.Rules ?? []
    return rule?.ObjectOwnership ?? 'BucketOwnerEnforced'
  }

  /** The canned ACL, `Private` where none is written. */
  get acl(): string {
    return this.properties.AccessControl ?? 'Private'
  }

  /** Whether it is only there to send visitors to another host, and so holds nothing. */
  get onlyRedirects(): boolean {
    return this.properties.WebsiteConfiguration?.RedirectAllRequestsTo !== undefined
  }

  /** Whether the ACL is put by a request of its own, which S3 refuses where ACLs are disabled, whatever the ACL. */
  get putsAcl(): boolean {
    return this.attribute('AclIsPut') !== undefined
  }

  /** The default encryption that is written; without one S3 encrypts with its own keys (since January 2023). */
  get encryption() {
    return this.properties.BucketEncryption?.ServerSideEncryptionConfiguration?.[0]
  }

  /** What other resources of the estate use the bucket for. */
  get roles(): ReadonlySet<Role> {
    return rolesOf(this)
  }

  /** Whether logs are delivered here, of S3 or of another service: seen in the estate, or in the ACL made for it. */
  get isLogTarget(): boolean {
    return this.acl === 'LogDeliveryWrite' || this.roles.has('log target') || this.roles.has('trail')
  }

  /** The bucket policies that name this bucket. Only the last one written to AWS holds. */
  get policies() {
    return this.estate.referring('AWS::S3::BucketPolicy', 'Bucket', this)
  }
}
