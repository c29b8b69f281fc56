/** The tables speak the schema of CloudFormation: every attribute at once, and nothing that the schema does not know. */
import { expect, test } from 'vitest'
import { rules } from '../../../rules/index.ts'
import { Bucket, EstateView } from '../../../src/model/bucket.ts'
import { Estate } from '../../../src/model/estate.ts'
import type { Value } from '../../../src/model/value.ts'
import { explore, type World } from '../../../src/model/world.ts'
import { readPlan, isPlan } from '../../../src/formats/terraform/plan/index.ts'
import { parseJson } from '../../../src/syntax/index.ts'
import { Source } from '../../../src/text/source.ts'
import { lint, planOf, refers, type Module, type Part } from './plans.ts'

function companion(suffix: string, values: object, expressions = {}): Part {
  return { address: `aws_s3_bucket_${suffix}.b`, values: { bucket: 'company-b', ...values }, expressions }
}

const everything: Module = {
  parts: [
    {
      address: 'aws_s3_bucket.b',
      values: { bucket: 'company-b', tags: { team: 'data' }, object_lock_enabled: true },
    },
    { address: 'aws_s3_bucket.replica', values: { bucket: 'company-replica' } },
    { address: 'aws_iam_role.r', values: { name: 'r', assume_role_policy: '{"Statement":[]}' } },
    companion('accelerate_configuration', { status: 'Enabled' }),
    companion('acl', { acl: 'log-delivery-write' }),
    companion('cors_configuration', {
      cors_rule: [
        {
          allowed_headers: ['*'],
          allowed_methods: ['GET'],
          allowed_origins: ['*'],
          expose_headers: ['ETag'],
          id: 'c',
          max_age_seconds: 300,
        },
      ],
    }),
    companion('lifecycle_configuration', {
      rule: [
        {
          id: 'a',
          status: 'Enabled',
          filter: [
            {
              prefix: null,
              tag: [],
              and: [
                { prefix: 'p/', tags: { a: 'b' }, object_size_greater_than: 1, object_size_less_than: 0 },
              ],
            },
          ],
          abort_incomplete_multipart_upload: [{ days_after_initiation: 7 }],
          expiration: [{ date: null, days: 90, expired_object_delete_marker: false }],
          noncurrent_version_expiration: [{ noncurrent_days: 30, newer_noncurrent_versions: 3 }],
          noncurrent_version_transition: [
            { noncurrent_days: 10, storage_class: 'GLACIER', newer_noncurrent_versions: null },
          ],
          transition: [{ date: null, days: 30, storage_class: 'STANDARD_IA' }],
        },
      ],
    }),
    companion('notification', {
      eventbridge: true,
      lambda_function: [
        {
          lambda_function_arn: 'arn:aws:lambda:eu-west-1:111122223333:function:f',
          events: ['s3:ObjectCreated:*', 's3:ObjectRemoved:*'],
          filter_prefix: 'in/',
          filter_suffix: '',
        },
      ],
    }),
    companion('object_lock_configuration', {
      object_lock_enabled: 'Enabled',
      rule: [{ default_retention: [{ days: 5, mode: 'COMPLIANCE', years: 0 }] }],
    }),
    companion('ownership_controls', { rule: [{ object_ownership: 'BucketOwnerPreferred' }] }),
    companion(
      'replication_configuration',
      {
        rule: [
          {
            id: 'all',
            priority: 1,
            status: 'Enabled',
            filter: [{ prefix: 'p/', tag: [], and: [] }],
            delete_marker_replication: [{ status: 'Disabled' }],
            destination: [
              {
                account: '111122223333',
                storage_class: 'STANDARD',
                access_control_translation: [{ owner: 'Destination' }],
                encryption_configuration: [{ replica_kms_key_id: 'k' }],
                metrics: [{ status: 'Enabled', event_threshold: [{ minutes: 15 }] }],
                replication_time: [{ status: 'Enabled', time: [{ minutes: 15 }] }],
              },
            ],
            source_selection_criteria: [
              {
                replica_modifications: [{ status: 'Enabled' }],
                sse_kms_encrypted_objects: [{ status: 'Enabled' }],
              },
            ],
          },
        ],
      },
      {
        role: refers('aws_iam_role.r.arn', 'aws_iam_role.r'),
        rule: [{ destination: [{ bucket: refers('aws_s3_bucket.replica.arn', 'aws_s3_bucket.replica') }] }],
      },
    ),
    companion('website_configuration', {
      index_document: [{ suffix: 'index.html' }],
      error_document: [{ key: 'error.html' }],
      redirect_all_requests_to: [],
      routing_rule: [
        { condition: [{ key_prefix_equals: 'old/' }], redirect: [{ replace_key_prefix_with: 'new/' }] },
      ],
    }),
  ],
}

function resourcesOf(text: string) {
  const { root } = parseJson(new Source('plan.json', text))
  if (!root || !isPlan(root)) throw new Error('no plan')
  const { unit } = readPlan(root, {})
  if (!unit) throw new Error('not read')
  return unit
}

/** A value as plain data; resources stand as `${address}`. */
function dataOf(value: Value, world: World): unknown {
  const plain = value.read(world)
  if (plain.kind === 'text') return plain.text.toString()
  if (plain.kind === 'list') return plain.items.map(item => dataOf(item, world))
  if (plain.kind === 'unknown') return plain.reason
  if (plain.kind === 'absent') return undefined
  return Object.fromEntries(
    plain.keys.map(key => {
      const entry = plain.entry(key)
      return [key, entry && dataOf(entry.value, world)]
    }),
  )
}

test('every companion as CloudFormation writes it', () => {
  const [bucket] = resourcesOf(planOf(everything)).resources
  const data = bucket && explore(world => dataOf(bucket.properties, world)).leaves[0]?.result
  expect(data).toMatchInlineSnapshot(`
    {
      "AccelerateConfiguration": {
        "AccelerationStatus": "Enabled",
      },
      "AccessControl": "LogDeliveryWrite",
      "BucketName": "company-b",
      "CorsConfiguration": {
        "CorsRules": [
          {
            "AllowedHeaders": [
              "*",
            ],
            "AllowedMethods": [
              "GET",
            ],
            "AllowedOrigins": [
              "*",
            ],
            "ExposedHeaders": [
              "ETag",
            ],
            "Id": "c",
            "MaxAge": "300",
          },
        ],
      },
      "LifecycleConfiguration": {
        "Rules": [
          {
            "AbortIncompleteMultipartUpload": {
              "DaysAfterInitiation": "7",
            },
            "ExpirationInDays": "90",
            "Id": "a",
            "NoncurrentVersionExpiration": {
              "NewerNoncurrentVersions": "3",
              "NoncurrentDays": "30",
            },
            "NoncurrentVersionTransitions": [
              {
                "StorageClass": "GLACIER",
                "TransitionInDays": "10",
              },
            ],
            "ObjectSizeGreaterThan": "1",
            "Prefix": "p/",
            "Status": "Enabled",
            "TagFilters": [
              {
                "Key": "a",
                "Value": "b",
              },
            ],
            "Transitions": [
              {
                "StorageClass": "STANDARD_IA",
                "TransitionInDays": "30",
              },
            ],
          },
        ],
      },
      "NotificationConfiguration": {
        "EventBridgeConfiguration": {
          "EventBridgeEnabled": "true",
        },
        "LambdaConfigurations": [
          {
            "Event": "s3:ObjectCreated:*",
            "Filter": {
              "S3Key": {
                "Rules": [
                  {
                    "Name": "prefix",
                    "Value": "in/",
                  },
                ],
              },
            },
            "Function": "arn:aws:lambda:eu-west-1:111122223333:function:f",
          },
          {
            "Event": "s3:ObjectRemoved:*",
            "Filter": {
              "S3Key": {
                "Rules": [
                  {
                    "Name": "prefix",
                    "Value": "in/",
                  },
                ],
              },
            },
            "Function": "arn:aws:lambda:eu-west-1:111122223333:function:f",
          },
        ],
      },
      "ObjectLockConfiguration": {
        "ObjectLockEnabled": "Enabled",
        "Rule": {
          "DefaultRetention": {
            "Days": "5",
            "Mode": "COMPLIANCE",
          },
        },
      },
      "ObjectLockEnabled": "true",
      "OwnershipControls": {
        "Rules": [
          {
            "ObjectOwnership": "BucketOwnerPreferred",
          },
        ],
      },
      "ReplicationConfiguration": {
        "Role": "arn:aws:iam::\${AWS::AccountId}:role/\${aws_iam_role.r}",
        "Rules": [
          {
            "DeleteMarkerReplication": {
              "Status": "Disabled",
            },
            "Destination": {
              "AccessControlTranslation": {
                "Owner": "Destination",
              },
              "Account": "111122223333",
              "Bucket": "arn:aws:s3:::\${aws_s3_bucket.replica}",
              "EncryptionConfiguration": {
                "ReplicaKmsKeyID": "k",
              },
              "Metrics": {
                "EventThreshold": {
                  "Minutes": "15",
                },
                "Status": "Enabled",
              },
              "ReplicationTime": {
                "Status": "Enabled",
                "Time": {
                  "Minutes": "15",
                },
              },
              "StorageClass": "STANDARD",
            },
            "Filter": {
              "Prefix": "p/",
            },
            "Id": "all",
            "Priority": "1",
            "SourceSelectionCriteria": {
              "ReplicaModifications": {
                "Status": "Enabled",
              },
              "SseKmsEncryptedObjects": {
                "Status": "Enabled",
              },
            },
            "Status": "Enabled",
          },
        ],
      },
      "Tags": [
        {
          "Key": "team",
          "Value": "data",
        },
      ],
      "WebsiteConfiguration": {
        "ErrorDocument": "error.html",
        "IndexDocument": "index.html",
        "RoutingRules": [
          {
            "RedirectRule": {
              "ReplaceKeyPrefixWith": "new/",
            },
            "RoutingRuleCondition": {
              "KeyPrefixEquals": "old/",
            },
          },
        ],
      },
    }
  `)
})

test('the schema knows all that the tables say', () => {
  const { findings, errors } = lint(planOf(everything), ['schema-violation'])
  expect([...errors, ...findings]).toEqual([])
})

test('the replica and its role are found by references', () => {
  const estate = new Estate([resourcesOf(planOf(everything))])
  const roles = explore(world =>
    estate.ofType('AWS::S3::Bucket').map(resource => {
      const bucket = new Bucket(resource, new EstateView(estate, world))
      return `${bucket.id}: ${[...bucket.roles].join()}`
    }),
  ).leaves[0]?.result
  expect(roles).toEqual(['aws_s3_bucket.b: ', 'aws_s3_bucket.replica: replica'])
  expect(Object.keys(rules)).toContain('replication-role-insufficient')
})
