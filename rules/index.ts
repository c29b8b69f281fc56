/** All rules by id. Written by scripts/index-rules.mjs: do not edit. */
import type { RuleTable } from '../src/settings.ts'
import aclPublic from './access/acl-public.ts'
import aclRejected from './access/acl-rejected.ts'
import bucketAllowsHttp from './access/bucket-allows-http.ts'
import bucketAllowsOldTls from './access/bucket-allows-old-tls.ts'
import bucketPubliclyReadable from './access/bucket-publicly-readable.ts'
import bucketPubliclyWritable from './access/bucket-publicly-writable.ts'
import httpDenyIncomplete from './access/http-deny-incomplete.ts'
import iamGrantsAllBuckets from './access/iam-grants-all-buckets.ts'
import policyAllowNotAction from './access/policy-allow-not-action.ts'
import policyAllowNotPrincipal from './access/policy-allow-not-principal.ts'
import policyConditionTrap from './access/policy-condition-trap.ts'
import policyGrantsAccount from './access/policy-grants-account.ts'
import policyInvalid from './access/policy-invalid.ts'
import policyLocksOutOwner from './access/policy-locks-out-owner.ts'
import policyReplaced from './access/policy-replaced.ts'
import policyServiceUnscoped from './access/policy-service-unscoped.ts'
import policyStatementDead from './access/policy-statement-dead.ts'
import policyWildcardAction from './access/policy-wildcard-action.ts'
import presignedUrlsUnlimited from './access/presigned-urls-unlimited.ts'
import publicAccessBlockOff from './access/public-access-block-off.ts'
import publicPolicyRejected from './access/public-policy-rejected.ts'
import signatureV2Allowed from './access/signature-v2-allowed.ts'
import accessPointNotDelegated from './access-points/access-point-not-delegated.ts'
import accessPointPublic from './access-points/access-point-public.ts'
import accessPointUnreachable from './access-points/access-point-unreachable.ts'
import versioningOff from './durability/versioning-off.ts'
import versioningSuspended from './durability/versioning-suspended.ts'
import encryptionAlgorithmInvalid from './encryption/encryption-algorithm-invalid.ts'
import encryptionHeaderConflict from './encryption/encryption-header-conflict.ts'
import encryptionNotEnforced from './encryption/encryption-not-enforced.ts'
import kmsKeyPublic from './encryption/kms-key-public.ts'
import kmsThrottlingRisk from './encryption/kms-throttling-risk.ts'
import notificationNotPermitted from './events/notification-not-permitted.ts'
import schemaViolation from './file/schema-violation.ts'
import syntaxError from './file/syntax-error.ts'
import logTargetNotWritable from './logging/log-target-not-writable.ts'
import logTargetOtherRegion from './logging/log-target-other-region.ts'
import loggingLoop from './logging/logging-loop.ts'
import trailBucketExposed from './logging/trail-bucket-exposed.ts'
import bucketNameInvalid from './names/bucket-name-invalid.ts'
import replicationDestinationRefuses from './replication/replication-destination-refuses.ts'
import replicationDestinationUnversioned from './replication/replication-destination-unversioned.ts'
import replicationRoleInsufficient from './replication/replication-role-insufficient.ts'
import replicationSourceUnversioned from './replication/replication-source-unversioned.ts'
import cloudfrontOriginRefuses from './website/cloudfront-origin-refuses.ts'
import websiteForbidden from './website/website-forbidden.ts'

export const rules: RuleTable = {
  'acl-public': { subject: 'access', rule: aclPublic },
  'acl-rejected': { subject: 'access', rule: aclRejected },
  'bucket-allows-http': { subject: 'access', rule: bucketAllowsHttp },
  'bucket-allows-old-tls': { subject: 'access', rule: bucketAllowsOldTls },
  'bucket-publicly-readable': { subject: 'access', rule: bucketPubliclyReadable },
  'bucket-publicly-writable': { subject: 'access', rule: bucketPubliclyWritable },
  'http-deny-incomplete': { subject: 'access', rule: httpDenyIncomplete },
  'iam-grants-all-buckets': { subject: 'access', rule: iamGrantsAllBuckets },
  'policy-allow-not-action': { subject: 'access', rule: policyAllowNotAction },
  'policy-allow-not-principal': { subject: 'access', rule: policyAllowNotPrincipal },
  'policy-condition-trap': { subject: 'access', rule: policyConditionTrap },
  'policy-grants-account': { subject: 'access', rule: policyGrantsAccount },
  'policy-invalid': { subject: 'access', rule: policyInvalid },
  'policy-locks-out-owner': { subject: 'access', rule: policyLocksOutOwner },
  'policy-replaced': { subject: 'access', rule: policyReplaced },
  'policy-service-unscoped': { subject: 'access', rule: policyServiceUnscoped },
  'policy-statement-dead': { subject: 'access', rule: policyStatementDead },
  'policy-wildcard-action': { subject: 'access', rule: policyWildcardAction },
  'presigned-urls-unlimited': { subject: 'access', rule: presignedUrlsUnlimited },
  'public-access-block-off': { subject: 'access', rule: publicAccessBlockOff },
  'public-policy-rejected': { subject: 'access', rule: publicPolicyRejected },
  'signature-v2-allowed': { subject: 'access', rule: signatureV2Allowed },
  'access-point-not-delegated': { subject: 'access-points', rule: accessPointNotDelegated },
  'access-point-public': { subject: 'access-points', rule: accessPointPublic },
  'access-point-unreachable': { subject: 'access-points', rule: accessPointUnreachable },
  'versioning-off': { subject: 'durability', rule: versioningOff },
  'versioning-suspended': { subject: 'durability', rule: versioningSuspended },
  'encryption-algorithm-invalid': { subject: 'encryption', rule: encryptionAlgorithmInvalid },
  'encryption-header-conflict': { subject: 'encryption', rule: encryptionHeaderConflict },
  'encryption-not-enforced': { subject: 'encryption', rule: encryptionNotEnforced },
  'kms-key-public': { subject: 'encryption', rule: kmsKeyPublic },
  'kms-throttling-risk': { subject: 'encryption', rule: kmsThrottlingRisk },
  'notification-not-permitted': { subject: 'events', rule: notificationNotPermitted },
  'schema-violation': { subject: 'file', rule: schemaViolation },
  'syntax-error': { subject: 'file', rule: syntaxError },
  'log-target-not-writable': { subject: 'logging', rule: logTargetNotWritable },
  'log-target-other-region': { subject: 'logging', rule: logTargetOtherRegion },
  'logging-loop': { subject: 'logging', rule: loggingLoop },
  'trail-bucket-exposed': { subject: 'logging', rule: trailBucketExposed },
  'bucket-name-invalid': { subject: 'names', rule: bucketNameInvalid },
  'replication-destination-refuses': { subject: 'replication', rule: replicationDestinationRefuses },
  'replication-destination-unversioned': { subject: 'replication', rule: replicationDestinationUnversioned },
  'replication-role-insufficient': { subject: 'replication', rule: replicationRoleInsufficient },
  'replication-source-unversioned': { subject: 'replication', rule: replicationSourceUnversioned },
  'cloudfront-origin-refuses': { subject: 'website', rule: cloudfrontOriginRefuses },
  'website-forbidden': { subject: 'website', rule: websiteForbidden },
}
