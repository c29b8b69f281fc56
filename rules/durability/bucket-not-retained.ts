import { change, cloudformation, emptiedAt, isScratch, releasesOf, rule, setBeside } from '../../src/rule.ts'

export default rule({
  title: 'Bucket is not retained',
  severity: 'info',
  preset: 'strict',
  consequence: 'data-loss',
  why: 'CloudFormation deletes a bucket that leaves its stack, and one that is replaced. It does not get past objects in the bucket: the deletion fails as long as there are any, and nothing else stands in its way.',
  remedy: 'Set both DeletionPolicy and UpdateReplacePolicy to Retain.',
  remedyInCdk: 'removalPolicy: RemovalPolicy.RETAIN on the Bucket.',
  refs: [
    'AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html',
    'AWSCloudFormation/latest/TemplateReference/aws-attribute-updatereplacepolicy.html',
  ],
  controls: [],
  *check(bucket) {
    // Who has the objects deleted as well means it; whether that is wise is another rule's concern.
    if (emptiedAt(bucket) || isScratch(bucket) || bucket.roles.has('generated')) return
    const releases = releasesOf(bucket)
    const [first, ...others] = releases
    if (!first) return
    const names = releases.map(({ policy }) => policy).join(' and ')
    const written = releases.find(({ at }) => at !== bucket.at) ?? first
    yield {
      at: written.at,
      message: `${names} ${others.length > 0 ? 'are' : 'is'} not Retain`,
      change: change(
        'retain the bucket',
        'review',
        setBeside(bucket, Object.fromEntries(releases.map(({ policy }) => [policy, 'Retain']))),
      ),
    }
  },
  bad: [
    cloudformation`
      Parameters:
        Policy: { Type: String, AllowedValues: [Retain, Delete] }
      Resources:
        Data: # <- DeletionPolicy and UpdateReplacePolicy are not Retain
          Type: AWS::S3::Bucket
        Half: # <- UpdateReplacePolicy is not Retain
          Type: AWS::S3::Bucket
          DeletionPolicy: Retain
        Deleted:
          Type: AWS::S3::Bucket
          DeletionPolicy: Delete # <- DeletionPolicy is not Retain
          UpdateReplacePolicy: Retain
        Chosen:
          Type: AWS::S3::Bucket
          DeletionPolicy: !Ref Policy # <- DeletionPolicy is not Retain
          UpdateReplacePolicy: Retain
    `,
  ],
  good: [
    cloudformation`
      Resources:
        Data:
          Type: AWS::S3::Bucket
          DeletionPolicy: Retain
          UpdateReplacePolicy: Retain
        New:
          Type: AWS::S3::Bucket
          DeletionPolicy: RetainExceptOnCreate
          UpdateReplacePolicy: Retain
        Scratch:
          Type: AWS::S3::Bucket
          Properties:
            LifecycleConfiguration: { Rules: [{ Status: Enabled, ExpirationInDays: 7 }] }
        Emptied:
          Type: AWS::S3::Bucket
          DeletionPolicy: Delete
          UpdateReplacePolicy: Delete
        EmptiedAutoDelete:
          Type: Custom::S3AutoDeleteObjects
          Properties: { ServiceToken: !ImportValue Provider, BucketName: !Ref Emptied }
    `,
  ],
})
