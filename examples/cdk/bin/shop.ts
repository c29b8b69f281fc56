import { App, Stage, type StageProps } from 'aws-cdk-lib'
import type { Construct } from 'constructs'
import { OrdersStack } from '../lib/orders'
import { ReportsStack } from '../lib/reports'

/** The shop as it is deployed: once for development, once for production. */
class Shop extends Stage {
  constructor(scope: Construct, id: string, props: StageProps) {
    super(scope, id, props)
    const { orders } = new OrdersStack(this, 'Orders')
    new ReportsStack(this, 'Reports', { orders })
  }
}

const app = new App({ analyticsReporting: false, treeMetadata: false })
new Shop(app, 'Dev', {})
new Shop(app, 'Prod', { env: { account: '111122223333', region: 'eu-west-1' } })
app.synth()
