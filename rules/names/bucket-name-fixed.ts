import { cloudformation, rule } from '../../src/rule.ts'

export default rule({
  title: 'Bucket name is fixed',
  severity: 'info',
  preset: 'strict',
  consequence: 'deploy-failure',
  why: 'CloudFormation creates the new bucket before it deletes the old one: with a name of its own, a bucket cannot be replaced, nor the stack deployed twice, before somebody thinks of another name.',
  remedy: 'Leave BucketName out and read the name by Ref, or take it from a parameter.',
  remedyInCdk: 'Leave bucketName out, and hand the Bucket to whatever needs its name.',
  remedyInTerraform:
    'Leave bucket out or use bucket_prefix, and read the name from the resource, or take it from a variable.',
  refs: [
    'AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucket.html',
    'AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks-update-behaviors.html',
  ],
  controls: [],
  *check(bucket) {
    const { BucketName: name } = bucket.properties
    // Terraform, whose addresses have dots, deletes first.
    if (!name || bucket.id.includes('.')) return
    const isFixed = name.text.symbols.every(
      symbol => symbol.kind === 'variable' && /^AWS::(?:Region|AccountId)$/.test(symbol.variable.name),
    )
    if (isFixed) yield { at: name.at, message: `'${name.toString()}' cannot be replaced under this name` }
  },
  bad: [
    cloudformation`
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            BucketName: company-data # <- 'company-data' cannot be replaced under this name
        Regional:
          Type: AWS::S3::Bucket
          Properties:
            BucketName: !Sub company-data-\${AWS::Region} # <- 'company-data-\${AWS::Region}' cannot be replaced under this name
    `,
  ],
  good: [
    cloudformation`
      Parameters:
        Name: { Type: String, Default: company-data }
      Resources:
        Generated: { Type: AWS::S3::Bucket }
        Given: { Type: AWS::S3::Bucket, Properties: { BucketName: !Ref Name } }
        OfStack: { Type: AWS::S3::Bucket, Properties: { BucketName: !Sub '\${AWS::StackName}-data' } }
        Imported: { Type: AWS::S3::Bucket, Properties: { BucketName: !ImportValue Name } }
    `,
  ],
})
