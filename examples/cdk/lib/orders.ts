import { Duration, NestedStack, Stack } from 'aws-cdk-lib'
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3'
import { AnyPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam'
import type { Construct } from 'constructs'

/** Access logs of the shop, kept for a quarter. */
class Logs extends NestedStack {
  readonly bucket = new Bucket(this, 'Bucket', {
    enforceSSL: true,
    lifecycleRules: [{ expiration: Duration.days(90) }],
  })
}

/** Where the shop keeps its orders, and the pictures that anybody may look at. */
export class OrdersStack extends Stack {
  readonly orders: Bucket

  constructor(scope: Construct, id: string) {
    super(scope, id)
    const logs = new Logs(this, 'Logs')
    this.orders = new Bucket(this, 'Orders', {
      encryption: BucketEncryption.KMS_MANAGED,
      enforceSSL: true,
      versioned: true,
      serverAccessLogsBucket: logs.bucket,
      serverAccessLogsPrefix: 'orders/',
    })

    const pictures = new Bucket(this, 'Pictures', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ACLS_ONLY,
      enforceSSL: true,
    })
    pictures.addToResourcePolicy(
      new PolicyStatement({
        principals: [new AnyPrincipal()],
        actions: ['s3:GetObject', 's3:PutObject'],
        resources: [pictures.arnForObjects('*')],
      }),
    )
  }
}
