/** The CDK app in `examples/`, as CDK 2 synthesized it: what is found, in which construct, and where it was written. */
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { lint } from '../../../src/index.ts'

const root = join(import.meta.dirname, '../../..')

const found = (stage: string) =>
  [
    `kms-throttling-risk ${stage}/Orders/Orders/Resource examples/cdk/lib/orders.ts:21`,
    `versioning-off ${stage}/Orders/Pictures/Resource examples/cdk/lib/orders.ts:29`,
    `public-access-block-off ${stage}/Orders/Pictures/Resource examples/cdk/lib/orders.ts:29`,
    `bucket-publicly-readable ${stage}/Orders/Pictures/Resource examples/cdk/lib/orders.ts:29`,
    `bucket-publicly-writable ${stage}/Orders/Pictures/Resource examples/cdk/lib/orders.ts:29`,
    `bucket-allows-http ${stage}/Reports/Reports/Resource examples/cdk/lib/reports.ts:17`,
  ].sort()

test('both stages, with the places in the program', () => {
  // Other rules find more, but not in other ways.
  const only = [...new Set(found('Dev').flatMap(line => line.split(' ', 1)))]
  const report = lint({ cwd: root, paths: ['examples/cdk'], only })
  const told = report.findings.map(
    ({ rule, resource, source }) =>
      `${rule} ${resource.construct ?? ''} ${source?.file ?? ''}:${source?.line ?? ''}`,
  )
  expect(told.sort()).toEqual([...found('Dev'), ...found('Prod')].sort())
  expect(report).toMatchObject({ files: 6, buckets: 8, errors: [], notices: [] })
  const where = report.findings.find(({ rule }) => rule === 'bucket-publicly-readable')?.source
  expect(report.sources.get(where?.file ?? '')?.line(where?.line ?? 0)).toContain(
    "new Bucket(this, 'Pictures'",
  )
})

test('every finding tells its line in the program, in nested stacks and stages too', () => {
  const { findings } = lint({ cwd: root, paths: ['examples/cdk'], preset: 'strict' })
  const places = new Map(
    findings.map(({ resource, source }) => [
      resource.construct,
      `${source?.file ?? ''}:${source?.line ?? ''}`,
    ]),
  )
  expect(Object.fromEntries(places)).toEqual(
    Object.fromEntries(
      ['Dev', 'Prod'].flatMap(stage => [
        [`${stage}/Orders/Logs/Bucket/Resource`, 'examples/cdk/lib/orders.ts:8'],
        [`${stage}/Orders/Orders/Resource`, 'examples/cdk/lib/orders.ts:21'],
        [`${stage}/Orders/Pictures/Resource`, 'examples/cdk/lib/orders.ts:29'],
        [`${stage}/Reports/Reports/Resource`, 'examples/cdk/lib/reports.ts:17'],
      ]),
    ),
  )
})
