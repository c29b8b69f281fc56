/** The plugin in `cdk synth`: apps that use the package as it is shipped, each synthesized in a process of its own. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AppProps, IPolicyValidationPlugin } from 'aws-cdk-lib/core'
import { afterAll, describe, expect, expectTypeOf, test, vi } from 'vitest'
import type { ValidationPlugin } from '../../src/cdk.ts'
import { synthesize, type Synthesis } from '../formats/cdk/synthesize.ts'

// Loading CDK takes its time on a busy machine.
vi.setConfig({ testTimeout: 120_000 })

const root = join(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'bucketlint-'))
mkdirSync(join(folder, 'node_modules'))
for (const library of ['aws-cdk-lib', 'constructs', 'tsx'])
  symlinkSync(join(root, 'node_modules', library), join(folder, 'node_modules', library))
symlinkSync(root, join(folder, 'node_modules/bucketlint'))

afterAll(() => {
  rmSync(folder, { recursive: true })
})

/** Takes plugins as versions of CDK do that know the older kind alone. */
type OlderPlugin = NonNullable<AppProps['policyValidationBeta1']>[number]

const imports = `import { App, NestedStack, Stack, Stage, Validations } from 'aws-cdk-lib'
import { AnyPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam'
import { Bucket, CfnBucket } from 'aws-cdk-lib/aws-s3'
import { bucketlint } from 'bucketlint/cdk'
`

interface Told {
  readonly ruleName: string
  readonly severity: string
  readonly description: string
  readonly suggestedFix: string
  readonly ruleMetadata: Readonly<Record<string, string>>
  readonly violatingConstructs: readonly {
    readonly constructPath: string
    readonly cloudFormationResource: object
  }[]
}

/** What `validation-report.json` holds. */
interface ValidationFile {
  readonly pluginReports: readonly {
    readonly pluginName: string
    readonly conclusion: string
    readonly metadata: Readonly<Record<string, string>>
    readonly violations: readonly Told[]
  }[]
}

async function synthesized(name: string, program: string): Promise<Synthesis & { report: ValidationFile }> {
  writeFileSync(join(folder, `${name}.ts`), imports + program)
  const outdir = join(folder, name)
  const ended = await synthesize(folder, `${name}.ts`, outdir, { JSII_DEPRECATED: 'quiet' })
  const report = JSON.parse(readFileSync(join(outdir, 'validation-report.json'), 'utf8')) as ValidationFile
  return { ...ended, report }
}

describe('an app with defects', async () => {
  const { status, output, report } = await synthesized(
    'broken',
    `const app = new App()
Validations.of(app).addPlugins(
  bucketlint({ only: ['bucket-publicly-readable', 'bucket-allows-http', 'versioning-suspended', 'versioning-off'] }),
)
const stack = new Stack(app, 'Data')
const pictures = new Bucket(stack, 'Pictures', {
  versioned: true,
  blockPublicAccess: { blockPublicPolicy: false, restrictPublicBuckets: false },
})
pictures.addToResourcePolicy(
  new PolicyStatement({
    principals: [new AnyPrincipal()],
    actions: ['s3:GetObject'],
    resources: [pictures.arnForObjects('*')],
  }),
)
const nested = new NestedStack(stack, 'Nested')
new CfnBucket(nested, 'Raw', { versioningConfiguration: { status: 'Suspended' } })
Validations.of(nested).acknowledge({ id: 'bucketlint::bucket-allows-http', reason: 'only within the network' })
const stage = new Stage(app, 'Prod')
new Bucket(new Stack(stage, 'Web'), 'Site', { enforceSSL: true })
Validations.of(app).acknowledge({ id: 'bucketlint::versioning-suspended', reason: 'until the move is over' })
app.synth()
`,
  )
  const [plugin] = report.pluginReports

  test('fails to synthesize, and tells construct, line, remedy and the id to acknowledge', () => {
    expect(status).toBe(1)
    expect(output).toContain('broken.ts:10:18\n')
    expect(output).toMatch(
      /ERROR anyone can read its objects; proof: anyone · s3:GetObject · .* \(bucketlint\)/,
    )
    expect(output).toContain('Data/Pictures/Resource (Pictures8CDD258B)')
    expect(output).toContain('https://docs.aws.amazon.com/AmazonS3/latest/userguide/')
    expect(output).toContain("Acknowledge with 'bucketlint::bucket-publicly-readable'")
  })

  test('has every violation that nobody acknowledged, in nested stacks and stages too', () => {
    expect(plugin).toMatchObject({
      pluginName: 'bucketlint',
      conclusion: 'failure',
      metadata: { files: '3', buckets: '3', possible: '0', suppressed: '1' },
    })
    const told = plugin?.violations.flatMap(({ ruleName, severity, violatingConstructs }) =>
      violatingConstructs.map(({ constructPath }) => `${severity} ${ruleName} ${constructPath}`),
    )
    expect(told?.sort()).toEqual([
      'error bucket-allows-http Data/Pictures/Resource',
      'error bucket-publicly-readable Data/Pictures/Resource',
      'warning versioning-off Prod/Web/Site/Resource',
    ])
  })

  test('tells the rule and where it is broken', () => {
    const violation = plugin?.violations.find(({ ruleName }) => ruleName === 'versioning-off')
    expect(violation?.suggestedFix).toMatch(/^versioned: true.*\nhttps:\/\/docs\.aws\.amazon\.com\/.*\.html$/)
    expect(violation).toMatchObject({
      description: 'versioning is off',
      ruleMetadata: { severity: 'low', title: 'Versioning is off' },
      violatingConstructs: [
        {
          cloudFormationResource: {
            templatePath: 'assembly-Prod/ProdWebF45B1510.template.json',
            logicalId: 'SiteE53D7754',
          },
        },
      ],
    })
  })
})

test('an app without defects is synthesized in silence, by versions of CDK that know the older plugins alone too', async () => {
  const { status, output, report } = await synthesized(
    'clean',
    `const app = new App({ policyValidationBeta1: [bucketlint({ only: ['bucket-allows-http'] })] })
new Bucket(new Stack(app, 'Data'), 'Orders', { enforceSSL: true })
app.synth()
`,
  )
  expect({ status, output }).toEqual({ status: 0, output: '' })
  expect(report.pluginReports).toEqual([])
})

test('what the plugin is asked for and does not exist fails the synthesis', async () => {
  const { status, output } = await synthesized(
    'mistaken',
    `const app = new App()
Validations.of(app).addPlugins(bucketlint({ rules: { 'bucket-allows-htp': 'off' } }))
new Bucket(new Stack(app, 'Data'), 'Orders', { enforceSSL: true })
app.synth()
`,
  )
  expect(status).toBe(1)
  expect(output).toContain("Validation plugin 'bucketlint' failed: there is no rule 'bucket-allows-htp'")
})

test('it is a plugin as CDK declares them, the older ones too', () => {
  expectTypeOf<ValidationPlugin>().toExtend<IPolicyValidationPlugin>()
  expectTypeOf<ValidationPlugin>().toExtend<OlderPlugin>()
})
