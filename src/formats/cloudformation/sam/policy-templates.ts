/** SAM's policy templates about S3 and what stands next to it, as statements; the others by name. */
import type { MapNode } from '../../../syntax/node.ts'
import { record, type Place, type Shape } from '../build.ts'

/** Actions on resources whose ARN ends in the template's only parameter. */
interface Grant {
  readonly actions: readonly string[]
  /** What the ARNs say after `arn:PARTITION:`; `*` in it stands for itself, `@` for the parameter. */
  readonly resources: readonly string[]
}

interface PolicyTemplate {
  readonly parameter: string
  readonly grants: readonly Grant[]
}

const KEY = 'kms:${AWS::Region}:${AWS::AccountId}:key/@'
const TOPIC = 'sns:${AWS::Region}:${AWS::AccountId}:@'
const QUEUE = 'sqs:${AWS::Region}:${AWS::AccountId}:@'
const FUNCTION = 'lambda:${AWS::Region}:${AWS::AccountId}:function:@'

const OBJECTS = 's3:::@/*'
const BUCKET = 's3:::@'
const LIST = ['s3:ListBucket', 's3:GetBucketLocation']
const LIFECYCLE = ['s3:GetLifecycleConfiguration', 's3:PutLifecycleConfiguration']

const TEMPLATES: Readonly<Record<string, PolicyTemplate>> = {
  S3ReadPolicy: onBucket({
    actions: ['s3:GetObject', ...LIST, 's3:GetObjectVersion', 's3:GetLifecycleConfiguration'],
    resources: [BUCKET, OBJECTS],
  }),
  S3WritePolicy: onBucket({
    actions: ['s3:PutObject', 's3:PutObjectAcl', 's3:PutLifecycleConfiguration'],
    resources: [BUCKET, OBJECTS],
  }),
  S3CrudPolicy: onBucket({
    actions: [
      's3:GetObject',
      ...LIST,
      's3:GetObjectVersion',
      's3:PutObject',
      's3:PutObjectAcl',
      ...LIFECYCLE,
      's3:DeleteObject',
    ],
    resources: [BUCKET, OBJECTS],
  }),
  S3FullAccessPolicy: onBucket(
    {
      actions: [
        's3:GetObject',
        's3:GetObjectAcl',
        's3:GetObjectVersion',
        's3:PutObject',
        's3:PutObjectAcl',
        's3:DeleteObject',
        's3:DeleteObjectTagging',
        's3:DeleteObjectVersionTagging',
        's3:GetObjectTagging',
        's3:GetObjectVersionTagging',
        's3:PutObjectTagging',
        's3:PutObjectVersionTagging',
      ],
      resources: [OBJECTS],
    },
    { actions: [...LIST, ...LIFECYCLE], resources: [BUCKET] },
  ),
  KMSDecryptPolicy: { parameter: 'KeyId', grants: [{ actions: ['kms:Decrypt'], resources: [KEY] }] },
  KMSEncryptPolicy: { parameter: 'KeyId', grants: [{ actions: ['kms:Encrypt'], resources: [KEY] }] },
  KMSEncryptPolicy_v2: {
    parameter: 'KeyId',
    grants: [
      {
        actions: [
          'kms:Encrypt',
          'kms:GenerateDataKey',
          'kms:GenerateDataKeyWithoutPlaintext',
          'kms:GenerateDataKeyPair',
          'kms:GenerateDataKeyPairWithoutPlaintext',
        ],
        resources: [KEY],
      },
    ],
  },
  SNSPublishMessagePolicy: {
    parameter: 'TopicName',
    grants: [{ actions: ['sns:Publish'], resources: [TOPIC] }],
  },
  SNSCrudPolicy: {
    parameter: 'TopicName',
    grants: [
      {
        actions: [
          'sns:ListSubscriptionsByTopic',
          'sns:CreateTopic',
          'sns:SetTopicAttributes',
          'sns:Subscribe',
          'sns:Publish',
        ],
        resources: [`${TOPIC}*`],
      },
    ],
  },
  SQSSendMessagePolicy: {
    parameter: 'QueueName',
    grants: [{ actions: ['sqs:SendMessage*'], resources: [QUEUE] }],
  },
  SQSPollerPolicy: {
    parameter: 'QueueName',
    grants: [
      {
        actions: [
          'sqs:ChangeMessageVisibility',
          'sqs:ChangeMessageVisibilityBatch',
          'sqs:DeleteMessage',
          'sqs:DeleteMessageBatch',
          'sqs:GetQueueAttributes',
          'sqs:ReceiveMessage',
        ],
        resources: [QUEUE],
      },
    ],
  },
  LambdaInvokePolicy: {
    parameter: 'FunctionName',
    grants: [{ actions: ['lambda:InvokeFunction'], resources: [`${FUNCTION}*`] }],
  },
}

/** Names of SAM's other policy templates: none of them allows an action of S3, KMS, SNS, SQS, Lambda or IAM. */
const ELSEWHERE = new Set(
  `AMIDescribePolicy AWSSecretsManagerGetSecretValuePolicy AWSSecretsManagerRotationPolicy AcmGetCertificatePolicy
  AthenaQueryPolicy CloudFormationDescribeStacksPolicy CloudWatchDashboardPolicy CloudWatchDescribeAlarmHistoryPolicy
  CloudWatchPutMetricPolicy CodeCommitCrudPolicy CodeCommitReadPolicy CodePipelineLambdaExecutionPolicy
  CodePipelineReadOnlyPolicy ComprehendBasicAccessPolicy CostExplorerReadOnlyPolicy DynamoDBBackupFullAccessPolicy
  DynamoDBCrudPolicy DynamoDBReadPolicy DynamoDBReconfigurePolicy DynamoDBRestoreFromBackupPolicy
  DynamoDBStreamReadPolicy DynamoDBWritePolicy EC2CopyImagePolicy EC2DescribePolicy EFSWriteAccessPolicy
  EKSDescribePolicy EcsRunTaskPolicy ElasticMapReduceAddJobFlowStepsPolicy ElasticMapReduceCancelStepsPolicy
  ElasticMapReduceModifyInstanceFleetPolicy ElasticMapReduceModifyInstanceGroupsPolicy
  ElasticMapReduceSetTerminationProtectionPolicy ElasticMapReduceTerminateJobFlowsPolicy ElasticsearchHttpPostPolicy
  EventBridgePutEventsPolicy FilterLogEventsPolicy FirehoseCrudPolicy FirehoseWritePolicy KinesisCrudPolicy
  KinesisStreamReadPolicy MobileAnalyticsWriteOnlyAccessPolicy OrganizationsListAccountsPolicy
  PinpointEndpointAccessPolicy PollyFullAccessPolicy RekognitionDetectOnlyPolicy RekognitionFacesManagementPolicy
  RekognitionFacesPolicy RekognitionLabelsPolicy RekognitionNoDataAccessPolicy RekognitionReadPolicy
  RekognitionWriteOnlyAccessPolicy Route53ChangeResourceRecordSetsPolicy SESBulkTemplatedCrudPolicy
  SESBulkTemplatedCrudPolicy_v2 SESCrudPolicy SESEmailTemplateCrudPolicy SESSendBouncePolicy SSMParameterReadPolicy
  SSMParameterWithSlashPrefixReadPolicy SageMakerCreateEndpointConfigPolicy SageMakerCreateEndpointPolicy
  ServerlessRepoReadWriteAccessPolicy StepFunctionsCallbackPolicy StepFunctionsExecutionPolicy
  StepFunctionsExecutionPolicy_v2 TextractDetectAnalyzePolicy TextractGetResultPolicy TextractPolicy
  VPCAccessPolicy`.split(/\s+/),
)

/** The policy document of a template with the values given to it; what it comes to where there is none. */
export function policyOfTemplate(
  name: string,
  values: MapNode,
  at: Place,
): MapNode | 'elsewhere' | 'unknown' | { missing: string } {
  if (ELSEWHERE.has(name)) return 'elsewhere'
  const template = Object.hasOwn(TEMPLATES, name) ? TEMPLATES[name] : undefined
  if (!template) return 'unknown'
  const value = values.get(template.parameter)?.value
  if (!value) return { missing: template.parameter }
  const arn = (path: string): Shape => ({
    'Fn::Sub': [`arn:\${AWS::Partition}:${path.replace('@', '${value}')}`, { value }],
  })
  return record(at, {
    Statement: template.grants.map(({ actions, resources }) => ({
      Effect: 'Allow',
      Action: actions,
      Resource: resources.map(arn),
    })),
  })
}

function onBucket(...grants: Grant[]): PolicyTemplate {
  return { parameter: 'BucketName', grants }
}
