/**
 * One shop, written by hand in every dialect: the model is the same, and so is every finding. What a dialect cannot say
 * is named here. After a change of the shop, `scripts/plan-fixtures.mjs` writes its plan anew, and
 * `vitest run -u test/formats/cdk/synthesis.test.ts` its assembly.
 */
import { describe, expect, test } from 'vitest'
import { comparable } from './alike.ts'
import { dialects, readShop, type Dialect, type Shop } from './dialects.ts'

const defects = [
  'access-point-block-off Books: public access block is switched off for good: BlockPublicPolicy, RestrictPublicBuckets',
  "acl-rejected Loop: ACL 'PublicRead' is rejected: ownership BucketOwnerEnforced disables ACLs",
  'bucket-allows-http Archive: plain HTTP requests get through: the bucket has no policy',
  'bucket-allows-http Ledger: the bucket policy lets plain HTTP requests through',
  'bucket-allows-http Loop: plain HTTP requests get through: the bucket has no policy',
  'bucket-allows-http Pictures: the bucket policy lets plain HTTP requests through',
  'bucket-allows-http Replica: plain HTTP requests get through: the bucket has no policy',
  'bucket-allows-http Reports: plain HTTP requests get through: the bucket has no policy',
  'bucket-allows-http Uploads: the bucket policy lets plain HTTP requests through',
  'bucket-publicly-readable Pictures: anyone can read its objects',
  'bucket-publicly-writable Pictures: anyone can write its objects',
  "cors-any-origin Uploads: origin '*' lets any website send PUT requests",
  'lifecycle-keeps-uploads Ledger: no enabled rule aborts incomplete multipart uploads',
  "lifecycle-transition-order Ledger: objects cannot move from 'GLACIER' to 'STANDARD_IA'",
  'log-target-never-expires Archive: no enabled rule expires the logs',
  'log-target-never-expires Loop: no enabled rule expires the logs',
  'log-target-other-region Reports: the log target is in eu-central-1, the bucket in eu-west-1',
  'logging-loop Loop: the bucket is its own log target',
  'logging-off Ledger: there is neither access logging nor a trail for the objects',
  'logging-off Replica: there is neither access logging nor a trail for the objects',
  'logging-off Site: there is neither access logging nor a trail for the objects',
  'logging-off Uploads: there is neither access logging nor a trail for the objects',
  "notification-not-permitted Uploads: no policy of queue 'Departures' lets S3 send to it for this bucket",
  'public-access-block-off Pictures: public access block is switched off: BlockPublicPolicy, RestrictPublicBuckets',
  'public-policy-rejected Site: the public policy is rejected by BlockPublicPolicy',
  "replication-destination-unversioned Orders: versioning of the destination 'Replica' is suspended",
  'replication-kms-incomplete Orders: new objects are encrypted with KMS, and the rule does not replicate such objects',
  "replication-role-insufficient Orders: role 'Replicator' lacks s3:ReplicateObject, s3:ReplicateDelete, s3:ReplicateTags on 'Replica'",
  'trail-bucket-exposed Audit: CloudTrail may write here for trails of any account: no aws:SourceArn or aws:SourceAccount limits it',
  'versioning-off Pictures: versioning is off',
  'versioning-off Reports: versioning is off',
  'versioning-off Site: versioning is off',
  'versioning-off Uploads: versioning is off',
]

const shops = new Map<string, Promise<Shop>>()

/** What is made of the shop in a dialect, once for all tests. */
function shopIn(dialect: Dialect, preset: 'recommended' | 'strict' = 'recommended'): Promise<Shop> {
  const key = `${preset} ${dialect}`
  const shop = shops.get(key) ?? readShop(dialect, preset)
  shops.set(key, shop)
  return shop
}

const reference = await shopIn('CloudFormation YAML')
const others = (Object.keys(dialects) as Dialect[]).filter(each => each !== 'CloudFormation YAML')
/** Dialects that say all that the author of the shop wrote. */
const whole = others.filter(each => each !== 'a plan')

/** What only one side finds in the strict preset, and why. */
const unalike: Readonly<Record<string, RegExp>> = {
  'Terraform keeps no bucket when it destroys: DeletionPolicy is a word of CloudFormation':
    /^bucket-not-retained /,
  'CloudFormation cannot replace a bucket under a name that is taken': /^bucket-name-fixed /,
  'CloudFormation has no word for MFA delete': /^mfa-delete-off /,
  'the inline policy of a role is a resource of its own in Terraform':
    /^iam-grants-all-buckets Thumbnails(?:Role|Policy): /,
}

test('the shop has its defects, and no others', () => {
  expect(reference.findings).toEqual(defects)
})

describe.each(whole)('%s', dialect => {
  test('has the same model', async () => {
    const { model } = await shopIn(dialect)
    expect(comparable(model)).toEqual(comparable(reference.model))
  })

  test('has the same findings', async () => {
    expect((await shopIn(dialect)).findings).toEqual(defects)
  })

  test('has the same findings in the strict preset, but for what is a matter of the dialect', async () => {
    const common = (findings: readonly string[]) =>
      findings.filter(finding => !Object.values(unalike).some(pattern => pattern.test(finding)))
    const { findings } = await shopIn(dialect, 'strict')
    expect(common(findings)).toEqual(common((await shopIn('CloudFormation YAML', 'strict')).findings))
  })
})

describe('a plan by itself', () => {
  test('is certain of nothing that the whole configuration does not say', async () => {
    const { findings } = await shopIn('a plan', 'strict')
    const { findings: all } = await shopIn('HCL', 'strict')
    const certain = findings.filter(finding => !finding.startsWith('possibly '))
    expect(certain.filter(finding => !all.includes(finding))).toEqual([])
  })

  test('says of nearly all else that it is possible: policies are known after apply', async () => {
    const { findings } = await shopIn('a plan')
    const told = new Set(findings.map(subject))
    // This takes a statement that is seen: without one it would be said of every policy.
    expect(defects.map(subject).filter(each => !told.has(each))).toEqual(['public-policy-rejected Site'])
  })
})

/** Rule and resource of a finding. */
function subject(finding: string): string {
  return finding.replace('possibly ', '').split(': ')[0] ?? ''
}
