import { Stack } from 'aws-cdk-lib'
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { Bucket, type IBucket } from 'aws-cdk-lib/aws-s3'
import type { Construct } from 'constructs'

interface ReportsProps {
  readonly orders: IBucket
}

/** What is made of the orders every night. */
export class ReportsStack extends Stack {
  constructor(scope: Construct, id: string, { orders }: ReportsProps) {
    super(scope, id)
    const maker = new Role(this, 'Maker', { assumedBy: new ServicePrincipal('glue.amazonaws.com') })
    orders.grantRead(maker)

    const reports = new Bucket(this, 'Reports', { versioned: true })
    reports.grantWrite(maker)
  }
}
