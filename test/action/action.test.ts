/** The action end to end, under this Node and, where there is one, the version of Node that runners have. */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import process from 'node:process'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inputNames } from '../../src/action/inputs.ts'
import { outputsFrom } from '../../src/action/outputs.ts'
import { metadata, Runner } from './runner.ts'

const template = `Parameters:
  Stage: { Type: String, Default: dev, AllowedValues: [dev, prod] }
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
Resources:
  Orders:
    Type: AWS::S3::Bucket
    Properties:
      VersioningConfiguration:
        Status: !If [IsProd, Enabled, Suspended]
`
const only = 'versioning-suspended'

const nodes = [process.execPath, ...(process.env['BUCKETLINT_NODES'] ?? '').split(delimiter)].filter(
  path => path === process.execPath || /24/.test(path),
)

let runner: Runner

beforeAll(() => {
  runner = new Runner({
    'infra/orders.yaml': template,
    'infra/none.yaml': 'Resources:\n  Topic: { Type: AWS::SNS::Topic }\n',
    'infra/two words/a.yaml': template,
    'rules/a.yaml': template,
  })
})

afterAll(() => {
  runner.remove()
})

describe.each(nodes)('under %s', node => {
  test('a finding is annotated, summed up, counted, and fails the step', () => {
    const inputs = {
      paths: 'orders.yaml',
      only,
      'working-directory': 'infra',
      'sarif-file': 'bucketlint.sarif',
    }
    const { status, stdout, stderr, outputs, summary, left } = runner.step(inputs, node)
    const sarif = join(runner.workspace, 'infra/bucketlint.sarif')
    expect({ status, stderr, left }).toEqual({ status: 1, stderr: '', left: [] })
    expect(stdout).toMatch(
      /^::warning file=infra\/orders\.yaml,line=10,endLine=10,col=9,endColumn=15,title=medium versioning-suspended in Orders::versioning is suspended, when IsProd is false%0A/,
    )
    expect(outputs).toEqual({
      findings: '1',
      critical: '0',
      high: '0',
      medium: '1',
      low: '0',
      info: '0',
      possible: '0',
      suppressed: '0',
      sarif,
      'exit-code': '1',
    })
    expect(summary).toMatch(/^<!-- bucketlint -->\n### bucketlint: 1 finding\n/)
    const { runs } = JSON.parse(readFileSync(sarif, 'utf8')) as { runs: { results: { ruleId: string }[] }[] }
    expect(runs.flatMap(({ results }) => results.map(({ ruleId }) => ruleId))).toEqual([only])
  })
})

test('there is nothing to say of what is fine', () => {
  const { status, stdout, outputs } = runner.step({ paths: 'infra/orders.yaml', only, param: 'Stage=prod' })
  expect(status).toBe(0)
  expect(stdout).toBe('1 file, 1 bucket, 0 findings\n')
  expect(outputs).toMatchObject({ findings: '0', 'exit-code': '0' })
  expect(outputs).not.toHaveProperty('sarif')
})

test('each line of a list is one, blanks and all; words of args are as a shell has them', () => {
  const args = `--rule "versioning-suspended=low"   --region 'eu-central-1'`
  const paths = 'infra/orders.yaml\n  infra/two words/a.yaml\n\nrules\n'
  const { status, outputs } = runner.step({ paths, only, args, 'fail-on': 'medium' })
  expect({ status, findings: outputs['findings'], low: outputs['low'] }).toEqual({
    status: 0,
    findings: '3',
    low: '3',
  })
})

test('a format without a file takes the place of annotations', () => {
  const { stdout, summary } = runner.step({ paths: 'infra', only, format: 'stylish\njunit=report.xml' })
  expect(stdout).toMatch(/^medium versioning-suspended: /)
  expect(summary).toBe('')
  expect(existsSync(join(runner.workspace, 'report.xml'))).toBe(true)
})

test('flags are set by true alone', () => {
  const inputs = { paths: 'infra/none.yaml', only }
  expect(runner.step({ ...inputs, 'fail-on-empty': 'false' }).status).toBe(0)
  expect(runner.step({ ...inputs, 'fail-on-empty': 'true' }).status).toBe(1)
  expect(runner.step({ ...inputs, 'fail-on-empty': 'yes' })).toMatchObject({
    status: 2,
    stderr: "bucketlint: the input fail-on-empty cannot be 'yes'\n  it is true or false\n",
    left: [],
  })
})

test('wrong use is status 2, with no counts that could be taken for nothing found', () => {
  const { status, stderr, outputs } = runner.step({ paths: 'infra', only: 'version-suspended' })
  expect(status).toBe(2)
  expect(stderr).toContain("did you mean 'versioning-suspended'?")
  expect(outputs).toEqual({ 'exit-code': '2' })
  expect(runner.step({ 'working-directory': 'gone' })).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('there is no folder ') as string,
  })
})

test('no line of the workspace can be a command or an output of its own', () => {
  const hostile = new Runner({
    'a.yaml': template.replaceAll('Stage', '"a\\n::error::b"').replace('Orders', '"x<<end\\n::set-output"'),
  })
  const { stdout, outputs } = hostile.step({ only })
  hostile.remove()
  expect(
    stdout
      .split('\n')
      .filter(line => line.startsWith('::') && !/^::(?:warning|error) file=a\.yaml,/.test(line)),
  ).toEqual([])
  expect(Object.keys(outputs)).toContain('findings')
})

describe('action.yml', () => {
  test('runs under Node 24 what the build makes', () => {
    expect(metadata.runs).toEqual({ using: 'node24', main: 'dist/action.mjs' })
    const { status } = spawnSync(process.execPath, [
      '--check',
      join(import.meta.dirname, '../..', metadata.runs.main),
    ])
    expect(status).toBe(0)
  })

  test('has the inputs that are read, none with a default, and the outputs that are written', () => {
    expect(Object.keys(metadata.inputs).toSorted()).toEqual([...inputNames].toSorted())
    expect(Object.values(metadata.inputs).filter(input => 'default' in input)).toEqual([])
    const summary = { files: 0, buckets: 0, findings: 0, possible: 0, suppressed: 0, notFullyChecked: 0 }
    const written = Object.keys(outputsFrom(0, { summary, findings: [] }, 'a.sarif'))
    expect(Object.keys(metadata.outputs).toSorted()).toEqual(written.toSorted())
  })
})
