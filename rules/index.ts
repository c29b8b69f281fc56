/** All rules by id. Written by scripts/index-rules.mjs: do not edit. */
import type { RuleTable } from '../src/settings.ts'
import accountPublicAccessBlockOff from './access/account-public-access-block-off.ts'
import aclEnabled from './access/acl-enabled.ts'
import aclPermissionGranted from './access/acl-permission-granted.ts'
import aclPublic from './access/acl-public.ts'
import aclRejected from './access/acl-rejected.ts'
import bucketAllowsHttp from './access/bucket-allows-http.ts'
import bucketAllowsOldTls from './access/bucket-allows-old-tls.ts'
import bucketPolicyMissing from './access/bucket-policy-missing.ts'
import bucketPubliclyReadable from './access/bucket-publicly-readable.ts'
import bucketPubliclyWritable from './access/bucket-publicly-writable.ts'
import httpDenyIncomplete from './access/http-deny-incomplete.ts'
import iamGrantsAllBuckets from './access/iam-grants-all-buckets.ts'
import objectAclPublic from './access/object-acl-public.ts'
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
import publicAccessBlockImplicit from './access/public-access-block-implicit.ts'
import publicAccessBlockOff from './access/public-access-block-off.ts'
import publicPolicyRejected from './access/public-policy-rejected.ts'
import signatureV2Allowed from './access/signature-v2-allowed.ts'
import accessPointBlockOff from './access-points/access-point-block-off.ts'
import accessPointInternetOrigin from './access-points/access-point-internet-origin.ts'
import accessPointNameInvalid from './access-points/access-point-name-invalid.ts'
import accessPointNotDelegated from './access-points/access-point-not-delegated.ts'
import accessPointPublic from './access-points/access-point-public.ts'
import accessPointUnreachable from './access-points/access-point-unreachable.ts'
import objectLambdaBroken from './access-points/object-lambda-broken.ts'
import vpcEndpointAllowsAnyBucket from './access-points/vpc-endpoint-allows-any-bucket.ts'
import vaultLockUnfinished from './archive/vault-lock-unfinished.ts'
import vaultLockWeak from './archive/vault-lock-weak.ts'
import vaultPublic from './archive/vault-public.ts'
import credentialsInTemplate from './credentials/credentials-in-template.ts'
import imdsV1Enabled from './credentials/imds-v1-enabled.ts'
import instanceUsesStaticCredentials from './credentials/instance-uses-static-credentials.ts'
import backupMissing from './durability/backup-missing.ts'
import bucketEmptiedOnDelete from './durability/bucket-emptied-on-delete.ts'
import bucketNotRetained from './durability/bucket-not-retained.ts'
import mfaDeleteOff from './durability/mfa-delete-off.ts'
import mfaDeleteWithLifecycle from './durability/mfa-delete-with-lifecycle.ts'
import mfaDeleteWithoutVersioning from './durability/mfa-delete-without-versioning.ts'
import objectLockBypassable from './durability/object-lock-bypassable.ts'
import objectLockInvalid from './durability/object-lock-invalid.ts'
import objectLockNoRetention from './durability/object-lock-no-retention.ts'
import objectLockOff from './durability/object-lock-off.ts'
import objectLockWithoutVersioning from './durability/object-lock-without-versioning.ts'
import versioningOff from './durability/versioning-off.ts'
import versioningSuspended from './durability/versioning-suspended.ts'
import versionsNeverExpire from './durability/versions-never-expire.ts'
import encryptionAlgorithmInvalid from './encryption/encryption-algorithm-invalid.ts'
import encryptionHeaderConflict from './encryption/encryption-header-conflict.ts'
import encryptionImplicit from './encryption/encryption-implicit.ts'
import encryptionKeyElsewhere from './encryption/encryption-key-elsewhere.ts'
import encryptionKeyUnusable from './encryption/encryption-key-unusable.ts'
import encryptionManagedKeyShared from './encryption/encryption-managed-key-shared.ts'
import encryptionNotCustomerKey from './encryption/encryption-not-customer-key.ts'
import encryptionNotEnforced from './encryption/encryption-not-enforced.ts'
import encryptionNotKms from './encryption/encryption-not-kms.ts'
import kmsKeyPublic from './encryption/kms-key-public.ts'
import kmsKeyRotationOff from './encryption/kms-key-rotation-off.ts'
import kmsThrottlingRisk from './encryption/kms-throttling-risk.ts'
import objectNotKms from './encryption/object-not-kms.ts'
import serviceOutputUnencrypted from './encryption/service-output-unencrypted.ts'
import sseCAllowed from './encryption/sse-c-allowed.ts'
import functionInvocableByAnyone from './events/function-invocable-by-anyone.ts'
import notificationKeyRefuses from './events/notification-key-refuses.ts'
import notificationLoop from './events/notification-loop.ts'
import notificationNotPermitted from './events/notification-not-permitted.ts'
import notificationOff from './events/notification-off.ts'
import notificationOverlap from './events/notification-overlap.ts'
import notificationTargetInvalid from './events/notification-target-invalid.ts'
import notificationUnscoped from './events/notification-unscoped.ts'
import queuePublic from './events/queue-public.ts'
import topicPublic from './events/topic-public.ts'
import schemaViolation from './file/schema-violation.ts'
import suppressionExpired from './file/suppression-expired.ts'
import suppressionUnknownRule from './file/suppression-unknown-rule.ts'
import suppressionUnused from './file/suppression-unused.ts'
import suppressionWithoutReason from './file/suppression-without-reason.ts'
import syntaxError from './file/syntax-error.ts'
import directoryBucketNeverExpires from './lifecycle/directory-bucket-never-expires.ts'
import intelligentTieringInvalid from './lifecycle/intelligent-tiering-invalid.ts'
import lifecycleDeletesOnlyCopy from './lifecycle/lifecycle-deletes-only-copy.ts'
import lifecycleEarlyDeletionCharge from './lifecycle/lifecycle-early-deletion-charge.ts'
import lifecycleExpiresFirst from './lifecycle/lifecycle-expires-first.ts'
import lifecycleKeepsUploads from './lifecycle/lifecycle-keeps-uploads.ts'
import lifecycleNoncurrentUnversioned from './lifecycle/lifecycle-noncurrent-unversioned.ts'
import lifecycleOff from './lifecycle/lifecycle-off.ts'
import lifecyclePrefixWildcard from './lifecycle/lifecycle-prefix-wildcard.ts'
import lifecycleRuleDisabled from './lifecycle/lifecycle-rule-disabled.ts'
import lifecycleRuleInvalid from './lifecycle/lifecycle-rule-invalid.ts'
import lifecycleTransitionOrder from './lifecycle/lifecycle-transition-order.ts'
import lifecycleTransitionTooEarly from './lifecycle/lifecycle-transition-too-early.ts'
import oneZoneOnlyCopy from './lifecycle/one-zone-only-copy.ts'
import storageAnalysisUseless from './lifecycle/storage-analysis-useless.ts'
import logTargetIncompatible from './logging/log-target-incompatible.ts'
import logTargetNeverExpires from './logging/log-target-never-expires.ts'
import logTargetNotWritable from './logging/log-target-not-writable.ts'
import logTargetOtherAccount from './logging/log-target-other-account.ts'
import logTargetOtherRegion from './logging/log-target-other-region.ts'
import loggingLoop from './logging/logging-loop.ts'
import loggingOff from './logging/logging-off.ts'
import policyChangeUnwatched from './logging/policy-change-unwatched.ts'
import threatDetectionOff from './logging/threat-detection-off.ts'
import trailBucketExposed from './logging/trail-bucket-exposed.ts'
import trailMissesObjectEvents from './logging/trail-misses-object-events.ts'
import trailNotValidated from './logging/trail-not-validated.ts'
import bucketNameDotted from './names/bucket-name-dotted.ts'
import bucketNameDuplicate from './names/bucket-name-duplicate.ts'
import bucketNameFixed from './names/bucket-name-fixed.ts'
import bucketNameInvalid from './names/bucket-name-invalid.ts'
import bucketNamePredictable from './names/bucket-name-predictable.ts'
import tagsInvalid from './names/tags-invalid.ts'
import accelerationUnusable from './performance/acceleration-unusable.ts'
import requestRateOverLimit from './performance/request-rate-over-limit.ts'
import replicationChain from './replication/replication-chain.ts'
import replicationDestinationRefuses from './replication/replication-destination-refuses.ts'
import replicationDestinationUnversioned from './replication/replication-destination-unversioned.ts'
import replicationKmsIncomplete from './replication/replication-kms-incomplete.ts'
import replicationObjectLockMismatch from './replication/replication-object-lock-mismatch.ts'
import replicationOff from './replication/replication-off.ts'
import replicationRoleInsufficient from './replication/replication-role-insufficient.ts'
import replicationRuleInvalid from './replication/replication-rule-invalid.ts'
import replicationSkipsDeletes from './replication/replication-skips-deletes.ts'
import replicationSourceUnversioned from './replication/replication-source-unversioned.ts'
import cloudfrontOriginMissing from './website/cloudfront-origin-missing.ts'
import cloudfrontOriginRefuses from './website/cloudfront-origin-refuses.ts'
import cloudfrontPlainHttp from './website/cloudfront-plain-http.ts'
import cloudfrontWithoutOriginAccess from './website/cloudfront-without-origin-access.ts'
import corsAnyOrigin from './website/cors-any-origin.ts'
import corsInsecureOrigin from './website/cors-insecure-origin.ts'
import corsInvalid from './website/cors-invalid.ts'
import corsOriginMissing from './website/cors-origin-missing.ts'
import websiteEnabled from './website/website-enabled.ts'
import websiteForbidden from './website/website-forbidden.ts'
import websiteInvalid from './website/website-invalid.ts'
import websitePlainHttp from './website/website-plain-http.ts'

export const rules: RuleTable = {
  'account-public-access-block-off': { subject: 'access', rule: accountPublicAccessBlockOff },
  'acl-enabled': { subject: 'access', rule: aclEnabled },
  'acl-permission-granted': { subject: 'access', rule: aclPermissionGranted },
  'acl-public': { subject: 'access', rule: aclPublic },
  'acl-rejected': { subject: 'access', rule: aclRejected },
  'bucket-allows-http': { subject: 'access', rule: bucketAllowsHttp },
  'bucket-allows-old-tls': { subject: 'access', rule: bucketAllowsOldTls },
  'bucket-policy-missing': { subject: 'access', rule: bucketPolicyMissing },
  'bucket-publicly-readable': { subject: 'access', rule: bucketPubliclyReadable },
  'bucket-publicly-writable': { subject: 'access', rule: bucketPubliclyWritable },
  'http-deny-incomplete': { subject: 'access', rule: httpDenyIncomplete },
  'iam-grants-all-buckets': { subject: 'access', rule: iamGrantsAllBuckets },
  'object-acl-public': { subject: 'access', rule: objectAclPublic },
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
  'public-access-block-implicit': { subject: 'access', rule: publicAccessBlockImplicit },
  'public-access-block-off': { subject: 'access', rule: publicAccessBlockOff },
  'public-policy-rejected': { subject: 'access', rule: publicPolicyRejected },
  'signature-v2-allowed': { subject: 'access', rule: signatureV2Allowed },
  'access-point-block-off': { subject: 'access-points', rule: accessPointBlockOff },
  'access-point-internet-origin': { subject: 'access-points', rule: accessPointInternetOrigin },
  'access-point-name-invalid': { subject: 'access-points', rule: accessPointNameInvalid },
  'access-point-not-delegated': { subject: 'access-points', rule: accessPointNotDelegated },
  'access-point-public': { subject: 'access-points', rule: accessPointPublic },
  'access-point-unreachable': { subject: 'access-points', rule: accessPointUnreachable },
  'object-lambda-broken': { subject: 'access-points', rule: objectLambdaBroken },
  'vpc-endpoint-allows-any-bucket': { subject: 'access-points', rule: vpcEndpointAllowsAnyBucket },
  'vault-lock-unfinished': { subject: 'archive', rule: vaultLockUnfinished },
  'vault-lock-weak': { subject: 'archive', rule: vaultLockWeak },
  'vault-public': { subject: 'archive', rule: vaultPublic },
  'credentials-in-template': { subject: 'credentials', rule: credentialsInTemplate },
  'imds-v1-enabled': { subject: 'credentials', rule: imdsV1Enabled },
  'instance-uses-static-credentials': { subject: 'credentials', rule: instanceUsesStaticCredentials },
  'backup-missing': { subject: 'durability', rule: backupMissing },
  'bucket-emptied-on-delete': { subject: 'durability', rule: bucketEmptiedOnDelete },
  'bucket-not-retained': { subject: 'durability', rule: bucketNotRetained },
  'mfa-delete-off': { subject: 'durability', rule: mfaDeleteOff },
  'mfa-delete-with-lifecycle': { subject: 'durability', rule: mfaDeleteWithLifecycle },
  'mfa-delete-without-versioning': { subject: 'durability', rule: mfaDeleteWithoutVersioning },
  'object-lock-bypassable': { subject: 'durability', rule: objectLockBypassable },
  'object-lock-invalid': { subject: 'durability', rule: objectLockInvalid },
  'object-lock-no-retention': { subject: 'durability', rule: objectLockNoRetention },
  'object-lock-off': { subject: 'durability', rule: objectLockOff },
  'object-lock-without-versioning': { subject: 'durability', rule: objectLockWithoutVersioning },
  'versioning-off': { subject: 'durability', rule: versioningOff },
  'versioning-suspended': { subject: 'durability', rule: versioningSuspended },
  'versions-never-expire': { subject: 'durability', rule: versionsNeverExpire },
  'encryption-algorithm-invalid': { subject: 'encryption', rule: encryptionAlgorithmInvalid },
  'encryption-header-conflict': { subject: 'encryption', rule: encryptionHeaderConflict },
  'encryption-implicit': { subject: 'encryption', rule: encryptionImplicit },
  'encryption-key-elsewhere': { subject: 'encryption', rule: encryptionKeyElsewhere },
  'encryption-key-unusable': { subject: 'encryption', rule: encryptionKeyUnusable },
  'encryption-managed-key-shared': { subject: 'encryption', rule: encryptionManagedKeyShared },
  'encryption-not-customer-key': { subject: 'encryption', rule: encryptionNotCustomerKey },
  'encryption-not-enforced': { subject: 'encryption', rule: encryptionNotEnforced },
  'encryption-not-kms': { subject: 'encryption', rule: encryptionNotKms },
  'kms-key-public': { subject: 'encryption', rule: kmsKeyPublic },
  'kms-key-rotation-off': { subject: 'encryption', rule: kmsKeyRotationOff },
  'kms-throttling-risk': { subject: 'encryption', rule: kmsThrottlingRisk },
  'object-not-kms': { subject: 'encryption', rule: objectNotKms },
  'service-output-unencrypted': { subject: 'encryption', rule: serviceOutputUnencrypted },
  'sse-c-allowed': { subject: 'encryption', rule: sseCAllowed },
  'function-invocable-by-anyone': { subject: 'events', rule: functionInvocableByAnyone },
  'notification-key-refuses': { subject: 'events', rule: notificationKeyRefuses },
  'notification-loop': { subject: 'events', rule: notificationLoop },
  'notification-not-permitted': { subject: 'events', rule: notificationNotPermitted },
  'notification-off': { subject: 'events', rule: notificationOff },
  'notification-overlap': { subject: 'events', rule: notificationOverlap },
  'notification-target-invalid': { subject: 'events', rule: notificationTargetInvalid },
  'notification-unscoped': { subject: 'events', rule: notificationUnscoped },
  'queue-public': { subject: 'events', rule: queuePublic },
  'topic-public': { subject: 'events', rule: topicPublic },
  'schema-violation': { subject: 'file', rule: schemaViolation },
  'suppression-expired': { subject: 'file', rule: suppressionExpired },
  'suppression-unknown-rule': { subject: 'file', rule: suppressionUnknownRule },
  'suppression-unused': { subject: 'file', rule: suppressionUnused },
  'suppression-without-reason': { subject: 'file', rule: suppressionWithoutReason },
  'syntax-error': { subject: 'file', rule: syntaxError },
  'directory-bucket-never-expires': { subject: 'lifecycle', rule: directoryBucketNeverExpires },
  'intelligent-tiering-invalid': { subject: 'lifecycle', rule: intelligentTieringInvalid },
  'lifecycle-deletes-only-copy': { subject: 'lifecycle', rule: lifecycleDeletesOnlyCopy },
  'lifecycle-early-deletion-charge': { subject: 'lifecycle', rule: lifecycleEarlyDeletionCharge },
  'lifecycle-expires-first': { subject: 'lifecycle', rule: lifecycleExpiresFirst },
  'lifecycle-keeps-uploads': { subject: 'lifecycle', rule: lifecycleKeepsUploads },
  'lifecycle-noncurrent-unversioned': { subject: 'lifecycle', rule: lifecycleNoncurrentUnversioned },
  'lifecycle-off': { subject: 'lifecycle', rule: lifecycleOff },
  'lifecycle-prefix-wildcard': { subject: 'lifecycle', rule: lifecyclePrefixWildcard },
  'lifecycle-rule-disabled': { subject: 'lifecycle', rule: lifecycleRuleDisabled },
  'lifecycle-rule-invalid': { subject: 'lifecycle', rule: lifecycleRuleInvalid },
  'lifecycle-transition-order': { subject: 'lifecycle', rule: lifecycleTransitionOrder },
  'lifecycle-transition-too-early': { subject: 'lifecycle', rule: lifecycleTransitionTooEarly },
  'one-zone-only-copy': { subject: 'lifecycle', rule: oneZoneOnlyCopy },
  'storage-analysis-useless': { subject: 'lifecycle', rule: storageAnalysisUseless },
  'log-target-incompatible': { subject: 'logging', rule: logTargetIncompatible },
  'log-target-never-expires': { subject: 'logging', rule: logTargetNeverExpires },
  'log-target-not-writable': { subject: 'logging', rule: logTargetNotWritable },
  'log-target-other-account': { subject: 'logging', rule: logTargetOtherAccount },
  'log-target-other-region': { subject: 'logging', rule: logTargetOtherRegion },
  'logging-loop': { subject: 'logging', rule: loggingLoop },
  'logging-off': { subject: 'logging', rule: loggingOff },
  'policy-change-unwatched': { subject: 'logging', rule: policyChangeUnwatched },
  'threat-detection-off': { subject: 'logging', rule: threatDetectionOff },
  'trail-bucket-exposed': { subject: 'logging', rule: trailBucketExposed },
  'trail-misses-object-events': { subject: 'logging', rule: trailMissesObjectEvents },
  'trail-not-validated': { subject: 'logging', rule: trailNotValidated },
  'bucket-name-dotted': { subject: 'names', rule: bucketNameDotted },
  'bucket-name-duplicate': { subject: 'names', rule: bucketNameDuplicate },
  'bucket-name-fixed': { subject: 'names', rule: bucketNameFixed },
  'bucket-name-invalid': { subject: 'names', rule: bucketNameInvalid },
  'bucket-name-predictable': { subject: 'names', rule: bucketNamePredictable },
  'tags-invalid': { subject: 'names', rule: tagsInvalid },
  'acceleration-unusable': { subject: 'performance', rule: accelerationUnusable },
  'request-rate-over-limit': { subject: 'performance', rule: requestRateOverLimit },
  'replication-chain': { subject: 'replication', rule: replicationChain },
  'replication-destination-refuses': { subject: 'replication', rule: replicationDestinationRefuses },
  'replication-destination-unversioned': { subject: 'replication', rule: replicationDestinationUnversioned },
  'replication-kms-incomplete': { subject: 'replication', rule: replicationKmsIncomplete },
  'replication-object-lock-mismatch': { subject: 'replication', rule: replicationObjectLockMismatch },
  'replication-off': { subject: 'replication', rule: replicationOff },
  'replication-role-insufficient': { subject: 'replication', rule: replicationRoleInsufficient },
  'replication-rule-invalid': { subject: 'replication', rule: replicationRuleInvalid },
  'replication-skips-deletes': { subject: 'replication', rule: replicationSkipsDeletes },
  'replication-source-unversioned': { subject: 'replication', rule: replicationSourceUnversioned },
  'cloudfront-origin-missing': { subject: 'website', rule: cloudfrontOriginMissing },
  'cloudfront-origin-refuses': { subject: 'website', rule: cloudfrontOriginRefuses },
  'cloudfront-plain-http': { subject: 'website', rule: cloudfrontPlainHttp },
  'cloudfront-without-origin-access': { subject: 'website', rule: cloudfrontWithoutOriginAccess },
  'cors-any-origin': { subject: 'website', rule: corsAnyOrigin },
  'cors-insecure-origin': { subject: 'website', rule: corsInsecureOrigin },
  'cors-invalid': { subject: 'website', rule: corsInvalid },
  'cors-origin-missing': { subject: 'website', rule: corsOriginMissing },
  'website-enabled': { subject: 'website', rule: websiteEnabled },
  'website-forbidden': { subject: 'website', rule: websiteForbidden },
  'website-invalid': { subject: 'website', rule: websiteInvalid },
  'website-plain-http': { subject: 'website', rule: websitePlainHttp },
}
