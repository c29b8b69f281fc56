/** The page as people use it, in a real browser. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { severities, type Report } from '../../src/finding.ts'
import { htmlPage } from '../../src/report/html/index.ts'
import { lacksBrowser, openBrowser } from './browser.ts'
import { guess, hostileReport, http, options, reportOf, selfLog, template } from './reports.ts'

const report = reportOf({
  findings: [
    http,
    selfLog,
    { ...selfLog, severity: 'critical', location: { ...selfLog.location, file: 'other.yaml' } },
    guess({ ...selfLog, severity: 'low' }, 'import SharedLogs'),
  ],
})

if (lacksBrowser !== undefined) process.stderr.write(`the page is not tested in a browser: ${lacksBrowser}\n`)

describe.skipIf(lacksBrowser !== undefined)('in Chromium', () => {
  let browser: Browser
  const folder = mkdtempSync(join(tmpdir(), 'bucketlint-'))
  /** What a page asked for beside itself, and what went wrong in it. */
  let complaints: string[] = []

  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(async () => {
    await browser.close()
    rmSync(folder, { recursive: true })
  })

  async function open(
    shown: Report,
    media: Parameters<Browser['newPage']>[0] = {},
    picture?: string,
  ): Promise<Page> {
    const file = join(folder, 'report.html')
    writeFileSync(file, htmlPage(shown, { ...options, possible: true, includeSuppressed: true, picture }))
    const page = await browser.newPage(media)
    complaints = []
    page.on('request', request => {
      if (!/^(?:file:.*\/report\.html|data:,)/.test(request.url())) complaints.push(request.url())
    })
    page.on('console', message => complaints.push(message.text()))
    page.on('pageerror', error => complaints.push(error.message))
    page.on('dialog', dialog => {
      complaints.push(dialog.message())
      void dialog.dismiss()
    })
    await page.goto(pathToFileURL(file).href)
    return page
  }

  async function shown(page: Page): Promise<(string | null)[]> {
    const found = await page.locator('.finding:visible').all()
    return Promise.all(found.map(each => each.getAttribute('data-severity')))
  }

  test('filters by severity, rule, file and certainty, and searches', async () => {
    const page = await open(report)
    expect(await shown(page)).toEqual(['medium', 'high', 'low', 'critical'])
    expect(await page.textContent('#count')).toBe('4 shown')

    await page.click('.chip.high')
    await page.click('.chip.critical')
    expect(await shown(page)).toEqual(['high', 'critical'])
    expect(await page.textContent('#count')).toBe('2 of 4 shown')
    await page.selectOption('#file', 'other.yaml')
    expect(await shown(page)).toEqual(['critical'])
    expect(await page.locator('.file:visible').count()).toBe(1)
    await page.selectOption('#rule', 'bucket-allows-http')
    expect(await shown(page)).toEqual([])
    expect(await page.isVisible('#none')).toBe(true)

    await page.click('#reset')
    expect(await shown(page)).toHaveLength(4)
    await page.selectOption('#certainty', 'possible')
    expect(await shown(page)).toEqual(['low'])
    await page.click('#reset')
    await page.fill('#search', 'IsProd  GETOBJECT')
    expect(await shown(page)).toEqual(['medium'])
    expect(complaints).toEqual([])
    await page.close()
  })

  test('is used with the keyboard alone', async () => {
    const page = await open(report)
    await page.keyboard.press('/')
    await page.keyboard.type('log target')
    expect(await shown(page)).toEqual(['high', 'low', 'critical'])
    await page.locator('#search').blur()
    const focused = () => page.evaluate("document.activeElement.closest('.finding')?.dataset.severity")
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    expect(await focused()).toBe('low')
    await page.keyboard.press('k')
    expect(await focused()).toBe('high')
    const isOpen = async () => (await page.getAttribute('.finding[data-severity=high]', 'open')) !== null
    expect(await isOpen()).toBe(true)
    await page.keyboard.press('Enter')
    expect(await isOpen()).toBe(false)
    await page.keyboard.press('e')
    expect(await isOpen()).toBe(true)
    await page.keyboard.press('Escape')
    expect(await shown(page)).toHaveLength(4)
    expect(complaints).toEqual([])
    await page.close()
  })

  test('is light or dark as people like it, and remembers', async () => {
    const page = await open(report, { colorScheme: 'dark' })
    const background = () => page.evaluate('getComputedStyle(document.body).backgroundColor')
    const dark = await background()
    await page.click('#theme')
    const light = await background()
    expect(light).not.toBe(dark)
    await page.reload()
    expect(await background()).toBe(light)
    await page.close()
  })

  test('leads from a finding to its rule', async () => {
    const page = await open(report)
    await page.click('.finding[data-severity=high] .rule')
    const rule = page.locator('#rule-bucket-logs-to-itself')
    expect(await rule.getAttribute('open')).not.toBeNull()
    expect(await rule.locator('a').getAttribute('href')).toBe(
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html',
    )
    await page.close()
  })

  test('fits a telephone', async () => {
    const page = await open(report, { viewport: { width: 360, height: 700 } })
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360)
    await page.close()
  })

  test('keeps a large picture in its place, and readable on a telephone', async () => {
    const tall = '<svg width="1200" height="3000" viewBox="0 0 1200 3000"></svg>'
    for (const width of [360, 1280]) {
      const page = await open(report, { viewport: { width, height: 700 } }, tall)
      const box = await page.locator('.picture').boundingBox()
      expect(box?.height).toBeLessThanOrEqual(560)
      const drawn = await page.locator('.picture svg').boundingBox()
      expect(drawn?.width).toBeGreaterThanOrEqual(640)
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width)
      await page.close()
    }
  })

  test('prints all there is', async () => {
    const page = await open(report)
    await page.keyboard.press('e')
    await page.evaluate("dispatchEvent(new Event('beforeprint'))")
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('.finding .details:visible').count()).toBe(4)
    expect(await page.isVisible('#tools')).toBe(false)
    await page.close()
  })

  test('runs nothing that a template says', async () => {
    const page = await open(hostileReport)
    expect(await page.locator('.finding').count()).toBe(2)
    expect(await page.locator('img').count()).toBe(0)
    await page.selectOption('#certainty', 'suppressed')
    expect(await page.locator('.finding:visible').count()).toBe(1)
    expect(complaints).toEqual([])
    await page.close()
  })

  test('stays quick with a thousand findings', async () => {
    const findings = Array.from({ length: 1000 }, (_, index) => ({
      ...selfLog,
      severity: severities[index % severities.length] ?? 'info',
      location: { ...selfLog.location, file: `stack-${index % 50}.yaml` },
      resource: { address: `Bucket${index}`, type: 'AWS::S3::Bucket' },
    }))
    const sources = new Map(findings.map(({ location }) => [location.file, template]))
    const page = await open(reportOf({ findings, sources }))
    const started = performance.now()
    await page.fill('#search', 'bucket99')
    expect(await page.textContent('#count')).toBe('11 of 1000 shown')
    expect(performance.now() - started).toBeLessThan(3000)
    await page.close()
  })
})
