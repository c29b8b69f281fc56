import {
  change,
  cloudformation,
  loggingObjects,
  objectEventsOf,
  resourceRule,
  trailsBeside,
  type PropertiesOf,
  terraform,
} from '../../src/rule.ts'

export default resourceRule<PropertiesOf<'AWS::CloudTrail::Trail'>>({
  title: 'Trail does not log reads and writes of objects',
  severity: 'low',
  preset: 'strict',
  consequence: 'audit',
  why: 'By default a trail logs who makes and changes buckets, not who reads, writes or deletes objects: those are data events, which have to be selected.',
  remedy:
    'Add an advanced event selector with eventCategory Data and resources.type AWS::S3::Object, for all buckets or those that matter.',
  remedyInCdk: 'trail.logAllS3DataEvents(), or trail.addS3EventSelector() for the buckets that matter.',
  remedyInTerraform:
    'Add an advanced_event_selector with a field_selector for eventCategory Data and one for resources.type AWS::S3::Object, for all buckets or those that matter.',
  refs: [
    'awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html',
    'securityhub/latest/userguide/s3-controls.html',
  ],
  controls: ['SecurityHub S3.22', 'SecurityHub S3.23', 'CIS 3.8', 'CIS 3.9', 'PCI DSS 4.0.1 10.2.1'],
  on: 'AWS::CloudTrail::Trail',
  *check(trail, estate) {
    const trails = trailsBeside(trail, estate)
    // One finding for all trails that are deployed together, at the first.
    if (!trails[0]?.isSame(trail)) return
    const events = trails.flatMap(objectEventsOf)
    const missing = [
      ...(events.some(({ reads }) => reads) ? [] : (['reads'] as const)),
      ...(events.some(({ writes }) => writes) ? [] : (['writes'] as const)),
    ]
    if (missing.length === 0) return
    const { EventSelectors: classic, AdvancedEventSelectors: advanced } = trail.properties
    yield {
      at: trail.properties.at(advanced ? 'AdvancedEventSelectors' : classic ? 'EventSelectors' : undefined),
      message: `no ${missing.join(' or ')} of S3 objects are logged`,
      notes: trails.slice(1).map(({ at }) => ({ at, message: 'nor by this trail' })),
      change: change(
        `log ${missing.join(' and ')} of S3 objects`,
        'review',
        loggingObjects(trail, missing.length > 1 ? 'both' : (missing[0] ?? 'both')),
      ),
    }
  },
  bad: [
    cloudformation`
      Resources:
        Trail: # <- no reads or writes of S3 objects are logged
          Type: AWS::CloudTrail::Trail
          Properties: { S3BucketName: !ImportValue Trails, IsLogging: true }
        Second:
          Type: AWS::CloudTrail::Trail
          Properties: { S3BucketName: !ImportValue Trails, IsLogging: true }
    `,
    cloudformation`
      Parameters:
        What: { Type: String, AllowedValues: [All, WriteOnly] }
      Resources:
        Trail:
          Type: AWS::CloudTrail::Trail
          Properties:
            S3BucketName: !ImportValue Trails
            IsLogging: true
            EventSelectors: # <- no reads of S3 objects are logged
              - ReadWriteType: !Ref What
                DataResources: [{ Type: AWS::S3::Object, Values: ['arn:aws:s3:::'] }]
              - DataResources: [{ Type: AWS::Lambda::Function, Values: ['arn:aws:lambda'] }]
    `,
    cloudformation`
      Resources:
        Trail:
          Type: AWS::CloudTrail::Trail
          Properties:
            S3BucketName: !ImportValue Trails
            IsLogging: true
            AdvancedEventSelectors: # <- no writes of S3 objects are logged
              - FieldSelectors: [{ Field: eventCategory, Equals: [Management] }]
              - FieldSelectors:
                  - { Field: eventCategory, Equals: [Data] }
                  - { Field: resources.type, Equals: [AWS::S3::Object] }
                  - { Field: readOnly, Equals: ['true'] }
    `,
    terraform`
      resource "aws_cloudtrail" "all" {
        name           = "all"
        s3_bucket_name = "company-logs"
        event_selector { # <- no reads of S3 objects are logged
          read_write_type = "WriteOnly"
          data_resource {
            type   = "AWS::S3::Object"
            values = ["arn:aws:s3"]
          }
        }
      }
    `,
  ],
  good: [
    cloudformation`
      Resources:
        Reads:
          Type: AWS::CloudTrail::Trail
          Properties:
            S3BucketName: !ImportValue Trails
            IsLogging: true
            EventSelectors:
              - ReadWriteType: ReadOnly
                DataResources: [{ Type: AWS::S3::Object, Values: [!Sub '\${Data.Arn}/'] }]
        Writes:
          Type: AWS::CloudTrail::Trail
          Properties:
            S3BucketName: !ImportValue Trails
            IsLogging: true
            AdvancedEventSelectors:
              - FieldSelectors:
                  - { Field: eventCategory, Equals: [Data] }
                  - { Field: resources.type, Equals: [AWS::S3::Object] }
                  - { Field: readOnly, Equals: ['false'] }
                  - { Field: resources.ARN, StartsWith: [!Sub '\${Data.Arn}/'] }
        Data:
          Type: AWS::S3::Bucket
    `,
    cloudformation`
      Resources:
        Off:
          Type: AWS::CloudTrail::Trail
          Properties: { S3BucketName: !ImportValue Trails, IsLogging: false }
    `,
    terraform`
      resource "aws_cloudtrail" "all" {
        name           = "all"
        s3_bucket_name = "company-logs"
        event_selector {
          read_write_type = "All"
          data_resource {
            type   = "AWS::S3::Object"
            values = ["arn:aws:s3"]
          }
        }
      }
    `,
    terraform`
      resource "aws_cloudtrail" "all" {
        name           = "all"
        s3_bucket_name = "company-logs"
        advanced_event_selector {
          field_selector {
            field  = "eventCategory"
            equals = ["Data"]
          }
          field_selector {
            field  = "resources.type"
            equals = ["AWS::S3::Object"]
          }
        }
      }
    `,
  ],
})
