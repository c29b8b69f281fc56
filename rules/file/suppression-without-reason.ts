import { cloudformation, rule } from '../../src/rule.ts'

export default rule({
  title: 'Suppression without a reason',
  severity: 'low',
  preset: 'recommended',
  consequence: 'audit',
  why: 'Whoever reads it later cannot tell whether it still holds. A suppression without a reason suppresses nothing.',
  remedy: 'Write the reason after the rule: bucketlint-ignore RULE: reason.',
  refs: ['AWSCloudFormation/latest/UserGuide/metadata-section-structure.html'],
  controls: [],
  on: 'suppression',
  *check(problem) {
    yield problem
  },
  bad: [
    cloudformation`
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            VersioningConfiguration:
              Status: Suspended # bucketlint-ignore versioning-suspended # <- no reason is given for suppressing versioning-suspended
    `,
  ],
  good: [
    cloudformation`
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Metadata:
            bucketlint:
              ignore: { versioning-suspended: old versions are being deleted }
          Properties:
            VersioningConfiguration:
              Status: Suspended
    `,
  ],
})
