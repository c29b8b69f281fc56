/** Services that deliver logs to buckets. */
import {
  beside,
  block,
  blocks,
  first,
  fixed,
  known,
  naming,
  recordAt,
  propertyOf,
  some,
  text,
  texts,
  type Shape,
} from './shape.ts'
import type { Twin } from './twin.ts'

const emptyIsNone = { '': undefined }

/** An attribute of a load balancer, which CloudFormation writes as a pair. */
function pair(key: string, value: Shape): Shape {
  return cell => propertyOf(cell.at, recordAt(cell, { Key: fixed(key), Value: value }))
}

/** The logs of one kind that a load balancer delivers, which it does not unless it is told to. */
function deliveryOf(kind: string): readonly Shape[] {
  return [
    pair(`${kind}.s3.enabled`, first(text(`${kind}.enabled`), fixed('false'))),
    pair(`${kind}.s3.bucket`, naming(`${kind}.bucket`, 'name')),
    pair(`${kind}.s3.prefix`, first(text(`${kind}.prefix`), fixed(''))),
  ].map(each => beside(kind, each))
}

const loadBalancer: Twin = {
  type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
  shapes: {
    LoadBalancerAttributes: some(...deliveryOf('access_logs'), ...deliveryOf('connection_logs')),
    Name: known('name'),
    Type: text('load_balancer_type'),
  },
}

/** Types by their Terraform names. */
export const writers: Readonly<Record<string, Twin>> = {
  aws_cloudtrail: {
    type: 'AWS::CloudTrail::Trail',
    attributes: { arn: 'Arn', name: 'name' },
    shapes: {
      AdvancedEventSelectors: blocks('advanced_event_selector', {
        FieldSelectors: blocks('field_selector', {
          EndsWith: texts('ends_with'),
          Equals: texts('equals'),
          Field: text('field'),
          NotEndsWith: texts('not_ends_with'),
          NotEquals: texts('not_equals'),
          NotStartsWith: texts('not_starts_with'),
          StartsWith: texts('starts_with'),
        }),
        Name: text('name'),
      }),
      CloudWatchLogsLogGroupArn: text('cloud_watch_logs_group_arn', emptyIsNone),
      EnableLogFileValidation: text('enable_log_file_validation'),
      EventSelectors: blocks('event_selector', {
        DataResources: blocks('data_resource', { Type: text('type'), Values: texts('values') }),
        IncludeManagementEvents: text('include_management_events'),
        ReadWriteType: text('read_write_type'),
      }),
      IncludeGlobalServiceEvents: text('include_global_service_events'),
      IsLogging: text('enable_logging'),
      IsMultiRegionTrail: text('is_multi_region_trail'),
      IsOrganizationTrail: text('is_organization_trail'),
      KMSKeyId: naming('kms_key_id', 'Arn'),
      S3BucketName: naming('s3_bucket_name', 'name'),
      S3KeyPrefix: text('s3_key_prefix', emptyIsNone),
      TrailName: known('name'),
    },
  },
  aws_lb: loadBalancer,
  aws_alb: loadBalancer,
  aws_elb: {
    type: 'AWS::ElasticLoadBalancing::LoadBalancer',
    shapes: {
      AccessLoggingPolicy: block('access_logs', {
        Enabled: text('enabled'),
        S3BucketName: naming('bucket', 'name'),
        S3BucketPrefix: text('bucket_prefix', emptyIsNone),
      }),
    },
  },
  aws_flow_log: {
    type: 'AWS::EC2::FlowLog',
    shapes: {
      LogDestination: naming('log_destination', 'Arn'),
      LogDestinationType: text('log_destination_type'),
    },
  },
  aws_config_delivery_channel: {
    type: 'AWS::Config::DeliveryChannel',
    shapes: {
      S3BucketName: naming('s3_bucket_name', 'name'),
      S3KeyPrefix: text('s3_key_prefix', emptyIsNone),
    },
  },
  aws_cloudwatch_log_delivery_destination: {
    type: 'AWS::Logs::DeliveryDestination',
    attributes: { arn: 'Arn' },
    shapes: {
      DestinationResourceArn: naming('delivery_destination_configuration.destination_resource_arn', 'Arn'),
      Name: text('name'),
      OutputFormat: text('output_format'),
    },
  },
  aws_cloudwatch_log_delivery_source: {
    type: 'AWS::Logs::DeliverySource',
    shapes: { LogType: text('log_type'), Name: text('name'), ResourceArn: naming('resource_arn', 'Arn') },
  },
}
