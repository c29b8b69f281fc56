/** Takes docs/images/report.png, the page of --format html, in Chromium: after `npm run build`, run it by hand. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { pathToFileURL } from 'node:url'
import { chromium } from 'playwright-core'

const root = join(import.meta.dirname, '..')
const folder = mkdtempSync(join(tmpdir(), 'bucketlint-picture-'))
const page = join(folder, 'report.html')
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
})
try {
  const args = ['dist/cli.mjs', 'examples/terraform', '--fail-on=never', `--format=html=${page}`, '--quiet']
  execFileSync(process.execPath, args, { cwd: root, stdio: 'ignore' })
  const tab = await browser.newPage({ viewport: { width: 960, height: 1000 }, colorScheme: 'light' })
  await tab.goto(pathToFileURL(page).href)
  await tab.screenshot({ path: join(root, 'docs/images/report.png') })
} finally {
  await browser.close()
  rmSync(folder, { recursive: true })
}
