/** The shop as a CDK app: its buckets by the constructs of CDK, what has defects by those of CloudFormation. */
import { App, Duration, Stack, type StackProps, Validations } from 'aws-cdk-lib'
import { CfnDistribution, CfnOriginAccessControl } from 'aws-cdk-lib/aws-cloudfront'
import { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail'
import {
  AccountPrincipal,
  AnyPrincipal,
  Effect,
  PolicyDocument,
  PolicyStatement,
  Role,
  ServicePrincipal,
  StarPrincipal,
} from 'aws-cdk-lib/aws-iam'
import { Key } from 'aws-cdk-lib/aws-kms'
import { CfnFunction, CfnPermission } from 'aws-cdk-lib/aws-lambda'
import {
  BlockPublicAccess,
  Bucket,
  BucketAccessControl,
  BucketEncryption,
  type BucketProps,
  CfnAccessPoint,
  type CfnBucket,
  HttpMethods,
  ObjectOwnership,
  StorageClass,
} from 'aws-cdk-lib/aws-s3'
import { CfnTopicPolicy, Topic } from 'aws-cdk-lib/aws-sns'
import { Queue } from 'aws-cdk-lib/aws-sqs'
import type { Construct } from 'constructs'

const account = '111122223333'
const blocked = { blockPublicAccess: BlockPublicAccess.BLOCK_ALL }
const oldVersions = [
  {
    id: 'old-versions',
    noncurrentVersionExpiration: Duration.days(30),
    abortIncompleteMultipartUploadAfter: Duration.days(7),
  },
]

/** What the shop keeps in another region. */
class ArchiveStack extends Stack {
  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props)
    new Bucket(this, 'Archive', {
      bucketName: 'acme-shop-archive',
      accessControl: BucketAccessControl.LOG_DELIVERY_WRITE,
      objectOwnership: ObjectOwnership.OBJECT_WRITER,
    })
  }
}

class ShopStack extends Stack {
  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props)
    const logs = this.#logs()
    this.#orders(logs)
    this.#ledger()
    this.#pictures(logs)
    this.#uploads()
    this.#site()
    this.#assets(logs)
    this.#audit()
    this.#loops()
  }

  #bucket(id: string, props: BucketProps = {}): Bucket {
    return new Bucket(this, id, { bucketName: `acme-shop-${id.toLowerCase()}`, ...props })
  }

  /** Access logs: nothing is wrong here. */
  #logs(): Bucket {
    const logs = this.#bucket('Logs', {
      ...blocked,
      enforceSSL: true,
      lifecycleRules: [
        {
          id: 'quarter',
          expiration: Duration.days(90),
          abortIncompleteMultipartUploadAfter: Duration.days(7),
        },
      ],
    })
    logs.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('logging.s3.amazonaws.com')],
        actions: ['s3:PutObject'],
        resources: [logs.arnForObjects('*')],
        conditions: { StringEquals: { 'aws:SourceAccount': account } },
      }),
    )
    return logs
  }

  /** Orders: versioned, encrypted with the shop's own key, logged, replicated, cleaned up. */
  #orders(logs: Bucket): void {
    const key = new Key(this, 'OrdersKey', { description: 'Orders of the shop', enableKeyRotation: true })
    const orders = this.#bucket('Orders', {
      ...blocked,
      enforceSSL: true,
      versioned: true,
      encryption: BucketEncryption.KMS,
      encryptionKey: key,
      bucketKeyEnabled: true,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      lifecycleRules: oldVersions,
    })
    logTo(orders, logs)
    const replicator = new Role(this, 'Replicator', {
      assumedBy: new ServicePrincipal('s3.amazonaws.com'),
      inlinePolicies: {
        replicate: new PolicyDocument({
          statements: [
            new PolicyStatement({
              actions: ['s3:GetReplicationConfiguration', 's3:ListBucket'],
              resources: ['arn:aws:s3:::acme-shop-orders'],
            }),
            new PolicyStatement({
              actions: [
                's3:GetObjectVersionForReplication',
                's3:GetObjectVersionAcl',
                's3:GetObjectVersionTagging',
              ],
              resources: ['arn:aws:s3:::acme-shop-orders/*'],
            }),
          ],
        }),
      },
    })
    // A destination of a replication has to be versioned.
    const replica = this.#bucket('Replica', blocked)
    raw(replica).versioningConfiguration = { status: 'Suspended' }
    raw(orders).replicationConfiguration = {
      role: replicator.roleArn,
      rules: [
        {
          id: 'all',
          status: 'Enabled',
          priority: 1,
          filter: { prefix: '' },
          deleteMarkerReplication: { status: 'Enabled' },
          destination: { bucket: replica.bucketArn },
        },
      ],
    }
    raw(orders).tags.setTag('team', 'checkout')
  }

  /** The books: locked, and read through an access point that anybody may use. */
  #ledger(): void {
    const ledger = this.#bucket('Ledger', {
      versioned: true,
      lifecycleRules: [
        {
          id: 'archive',
          prefix: 'books/',
          transitions: [
            { storageClass: StorageClass.GLACIER, transitionAfter: Duration.days(90) },
            { storageClass: StorageClass.INFREQUENT_ACCESS, transitionAfter: Duration.days(120) },
          ],
        },
      ],
    })
    raw(ledger).objectLockEnabled = true
    raw(ledger).objectLockConfiguration = {
      objectLockEnabled: 'Enabled',
      rule: { defaultRetention: { mode: 'GOVERNANCE', days: 365 } },
    }
    ledger.addToResourcePolicy(
      new PolicyStatement({
        sid: 'ThroughAccessPoints',
        principals: [new AnyPrincipal()],
        actions: ['s3:GetObject'],
        resources: [ledger.arnForObjects('*')],
        conditions: { StringEquals: { 's3:DataAccessPointAccount': account } },
      }),
    )
    new CfnAccessPoint(this, 'Books', {
      name: 'acme-books',
      bucket: ledger.bucketName,
      publicAccessBlockConfiguration: {
        blockPublicAcls: true,
        blockPublicPolicy: false,
        ignorePublicAcls: true,
        restrictPublicBuckets: false,
      },
      policy: new PolicyDocument({
        statements: [
          new PolicyStatement({
            principals: [new StarPrincipal()],
            actions: ['s3:GetObject'],
            resources: [`arn:aws:s3:eu-west-1:${account}:accesspoint/acme-books/object/*`],
          }),
        ],
      }),
    })
  }

  /** Pictures: anybody may read, and by mistake write. */
  #pictures(logs: Bucket): void {
    const pictures = this.#bucket('Pictures', {
      blockPublicAccess: new BlockPublicAccess({
        blockPublicAcls: true,
        blockPublicPolicy: false,
        ignorePublicAcls: true,
        restrictPublicBuckets: false,
      }),
    })
    logTo(pictures, logs)
    pictures.addToResourcePolicy(
      new PolicyStatement({
        principals: [new AnyPrincipal()],
        actions: ['s3:GetObject', 's3:PutObject'],
        resources: [pictures.arnForObjects('*')],
      }),
    )
  }

  /** Uploads: from any web page, told to a topic, a queue that lets nobody in, and a function. */
  #uploads(): void {
    const uploads = this.#bucket('Uploads', {
      ...blocked,
      cors: [
        {
          allowedOrigins: ['*'],
          allowedMethods: [HttpMethods.GET, HttpMethods.PUT],
          allowedHeaders: ['*'],
          maxAge: 3000,
        },
      ],
    })
    uploads.addToResourcePolicy(
      new PolicyStatement({
        sid: 'TlsForObjectsOnly',
        effect: Effect.DENY,
        principals: [new StarPrincipal()],
        actions: ['s3:*'],
        resources: [uploads.arnForObjects('*')],
        conditions: { Bool: { 'aws:SecureTransport': 'false' } },
      }),
    )
    uploads.addToResourcePolicy(
      new PolicyStatement({
        sid: 'Supplier',
        principals: [new AccountPrincipal('444455556666')],
        actions: ['s3:PutObject'],
        resources: [uploads.arnForObjects('in/*')],
      }),
    )
    const arrivals = new Topic(this, 'Arrivals', { topicName: 'acme-shop-arrivals' })
    new CfnTopicPolicy(this, 'ArrivalsPolicy', {
      topics: [arrivals.topicArn],
      policyDocument: new PolicyDocument({
        statements: [
          new PolicyStatement({
            principals: [new ServicePrincipal('s3.amazonaws.com')],
            actions: ['sns:Publish'],
            resources: [arrivals.topicArn],
            conditions: {
              ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::acme-shop-uploads' },
              StringEquals: { 'aws:SourceAccount': account },
            },
          }),
        ],
      }),
    })
    const departures = new Queue(this, 'Departures', { queueName: 'acme-shop-departures' })
    const thumbnails = this.#thumbnails()
    raw(uploads).notificationConfiguration = {
      topicConfigurations: [
        { event: 's3:ObjectCreated:*', topic: arrivals.topicArn, filter: prefixed('in/') },
      ],
      queueConfigurations: [{ event: 's3:ObjectRemoved:*', queue: departures.queueArn }],
      lambdaConfigurations: [
        { event: 's3:ObjectCreated:Put', function: thumbnails.attrArn, filter: prefixed('pictures/') },
      ],
    }
  }

  #thumbnails(): CfnFunction {
    const role = new Role(this, 'ThumbnailsRole', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      inlinePolicies: {
        pictures: new PolicyDocument({
          statements: [new PolicyStatement({ actions: ['s3:*'], resources: ['*'] })],
        }),
      },
    })
    const thumbnails = new CfnFunction(this, 'Thumbnails', {
      functionName: 'acme-shop-thumbnails',
      runtime: 'nodejs22.x',
      handler: 'index.handler',
      role: role.roleArn,
      code: { s3Bucket: 'acme-artifacts', s3Key: 'thumbnails.zip' },
    })
    new CfnPermission(this, 'ThumbnailsPermission', {
      action: 'lambda:InvokeFunction',
      functionName: thumbnails.attrArn,
      principal: 's3.amazonaws.com',
      sourceArn: 'arn:aws:s3:::acme-shop-uploads',
      sourceAccount: account,
    })
    return thumbnails
  }

  /** A website that its public access block keeps everybody from. */
  #site(): void {
    const site = this.#bucket('Site', blocked)
    raw(site).websiteConfiguration = { indexDocument: 'index.html', errorDocument: 'error.html' }
    site.addToResourcePolicy(
      new PolicyStatement({
        principals: [new StarPrincipal()],
        actions: ['s3:GetObject'],
        resources: [site.arnForObjects('*')],
      }),
    )
  }

  /** Assets, read by one distribution alone. */
  #assets(logs: Bucket): void {
    const assets = this.#bucket('Assets', {
      ...blocked,
      enforceSSL: true,
      versioned: true,
      lifecycleRules: oldVersions,
    })
    logTo(assets, logs)
    const access = new CfnOriginAccessControl(this, 'AssetsAccess', {
      originAccessControlConfig: {
        name: 'acme-shop-assets',
        originAccessControlOriginType: 's3',
        signingBehavior: 'always',
        signingProtocol: 'sigv4',
      },
    })
    const delivery = new CfnDistribution(this, 'Delivery', {
      distributionConfig: {
        enabled: true,
        defaultCacheBehavior: {
          targetOriginId: 'assets',
          viewerProtocolPolicy: 'redirect-to-https',
          cachePolicyId: '658327ea-f89d-4fab-a63d-7e88639e58f6',
        },
        origins: [
          {
            id: 'assets',
            domainName: assets.bucketRegionalDomainName,
            originAccessControlId: access.attrId,
            s3OriginConfig: { originAccessIdentity: '' },
          },
        ],
      },
    })
    assets.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('cloudfront.amazonaws.com')],
        actions: ['s3:GetObject'],
        resources: [assets.arnForObjects('*')],
        conditions: {
          StringEquals: { 'AWS:SourceArn': `arn:aws:cloudfront::${account}:distribution/${delivery.ref}` },
        },
      }),
    )
  }

  /** Where the trail of the account goes: trails of any account may write. */
  #audit(): void {
    const audit = this.#bucket('Audit', { ...blocked, enforceSSL: true, versioned: true })
    const trails = { principals: [new ServicePrincipal('cloudtrail.amazonaws.com')] }
    audit.addToResourcePolicy(
      new PolicyStatement({ ...trails, actions: ['s3:GetBucketAcl'], resources: [audit.bucketArn] }),
    )
    audit.addToResourcePolicy(
      new PolicyStatement({
        ...trails,
        actions: ['s3:PutObject'],
        resources: [audit.arnForObjects('AWSLogs/*')],
        conditions: { StringEquals: { 's3:x-amz-acl': 'bucket-owner-full-control' } },
      }),
    )
    new CfnTrail(this, 'Trail', {
      trailName: 'acme-shop',
      s3BucketName: audit.bucketName,
      isLogging: true,
      isMultiRegionTrail: true,
      enableLogFileValidation: false,
    })
  }

  /** One bucket logs into itself, with an ACL that its ownership disables; one into another region. */
  #loops(): void {
    const loop = this.#bucket('Loop', { objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED })
    raw(loop).accessControl = 'PublicRead'
    raw(loop).loggingConfiguration = { destinationBucketName: 'acme-shop-loop', logFilePrefix: 'self/' }
    raw(this.#bucket('Reports')).loggingConfiguration = { destinationBucketName: 'acme-shop-archive' }
  }
}

/** The resource of CloudFormation behind a bucket. */
function raw(bucket: Bucket): CfnBucket {
  return bucket.node.defaultChild as CfnBucket
}

/** Logs without the permissions that CDK would add to the target's policy. */
function logTo(bucket: Bucket, logs: Bucket): void {
  raw(bucket).loggingConfiguration = {
    destinationBucketName: logs.bucketName,
    logFilePrefix: `${bucket.node.id.toLowerCase()}/`,
  }
}

function prefixed(value: string): CfnBucket.NotificationFilterProperty {
  return { s3Key: { rules: [{ name: 'prefix', value }] } }
}

const app = new App({ analyticsReporting: false, treeMetadata: false })
new ShopStack(app, 'Shop', { env: { account, region: 'eu-west-1' } })
new ArchiveStack(app, 'Elsewhere', { env: { account, region: 'eu-central-1' } })
Validations.of(app).acknowledge({
  id: 'CloudFormation-Validate::W3045',
  reason: 'an ACL that its ownership disables',
})
app.synth()
