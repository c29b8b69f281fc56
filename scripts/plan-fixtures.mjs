/**
 * Writes what Terraform makes of the configurations in test/formats/terraform/fixtures: `plan.json` of each, and
 * `state.json` where a state lies beside it; and the plan of the shop in test/parity. Run it where terraform is, with
 * the AWS provider at hand: `TF_CLI_CONFIG_FILE` can name a mirror. Nothing is asked of AWS.
 */
import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'

const tests = join(import.meta.dirname, '../test')
const fixtures = join(tests, 'formats/terraform/fixtures')
const shop = join(tests, 'parity/shop')

for (const name of readdirSync(fixtures)) plan(join(fixtures, name), join(fixtures, name))
plan(join(shop, 'hcl'), join(shop, 'plan'))

/** Plans the configuration in a folder. */
function plan(folder, target) {
  const work = mkdtempSync(join(tmpdir(), 'plan-fixture-'))
  const terraform = (...args) =>
    execFileSync('terraform', [`-chdir=${work}`, ...args], { encoding: 'utf8', maxBuffer: 2 ** 28 })
  try {
    cpSync(folder, work, { recursive: true })
    terraform('init', '-input=false')
    terraform('plan', '-input=false', '-refresh=false', '-out=plan.bin')
    write(join(target, 'plan.json'), terraform('show', '-json', 'plan.bin'))
    if (existsSync(join(folder, 'terraform.tfstate')))
      write(join(target, 'state.json'), terraform('show', '-json', 'terraform.tfstate'))
    process.stdout.write(`${target}\n`)
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

/** What differs from run to run is left out. */
function write(file, text) {
  const document = JSON.parse(text)
  delete document.timestamp
  writeFileSync(file, `${JSON.stringify(document, null, 1)}\n`)
}
