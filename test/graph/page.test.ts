/** The page as people use it, in a real browser. */
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { pathToFileURL } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Graph } from '../../src/graph/index.ts'
import { drawings } from '../../src/report/graph/index.ts'
import { lacksBrowser, openBrowser } from '../report/browser.ts'
import { graphIn, shop } from './graphs.ts'

const graph = graphIn({ 'shop.yaml': shop }, { region: 'eu-west-1' })

test('runs and styles nothing but its own, and loads nothing', () => {
  const page = drawings.html(graph, '1.2.3')
  const [, policy = ''] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page) ?? []
  const inline = [...page.matchAll(/<(script|style)>([^]*?)<\/\1>/g)]
  expect(inline.map(([, tag]) => tag)).toEqual(['style', 'style', 'script'])
  for (const [, , text = ''] of inline)
    expect(policy).toContain(createHash('sha256').update(text).digest('base64'))
  expect(policy).toMatch(/^default-src &#39;none&#39;; /)
  expect(policy).not.toContain('unsafe')
  expect(page.match(/(?:src|href|action)="[^"]*"/g)).toEqual(['href="data:,"'])
})

test('tells buckets that are called alike apart by what they are deployed with', () => {
  const logs = 'Resources: { Logs: { Type: AWS::S3::Bucket } }'
  const page = drawings.html(graphIn({ 'a.yaml': logs, 'b.yaml': logs }), '1.2.3')
  expect(page.match(/Logs <small>[^<]*/g)).toEqual(['Logs <small>a.yaml', 'Logs <small>b.yaml'])
  expect(drawings.html(graphIn({ 'a.yaml': logs }), '1.2.3')).toContain('Logs <small>bucket</small>')
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

  async function open(shown: Graph, media: Parameters<Browser['newPage']>[0] = {}): Promise<Page> {
    const file = join(folder, 'estate.html')
    writeFileSync(file, drawings.html(shown, '1.2.3'))
    const page = await browser.newPage(media)
    complaints = []
    page.on('request', request => {
      if (!/^(?:file:.*\/estate\.html|data:,)/.test(request.url())) complaints.push(request.url())
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

  const node = (page: Page, title: string) =>
    page.locator('.node', { has: page.locator(`.title:text-is("${title}")`) })
  const titles = (page: Page, selector: string) => page.locator(`${selector} .title`).allTextContents()

  test('tells all about the node that is clicked, and shows its neighbours', async () => {
    const page = await open(graph)
    await node(page, 'Site').click()
    expect(await page.locator('.about:visible h2').textContent()).toBe('Site')
    const text = (await page.locator('.about:visible').innerText()).replace(/\s+/g, ' ')
    expect(text).toBe(
      'Site bucket, exists when IsProd is true ' +
        'Public read anyone · s3:GetObject · arn:aws:s3:::${Site}/object · over https · allowed by statement 1 (line 40) shop.yaml:40 ' +
        'Address Site Defined in shop.yaml:25 Account not known Region eu-west-1 ' +
        'Versioning off Encryption SSE-S3 Website configured ' +
        'Relations replicates to partner-copy shop.yaml:33 served by Cdn shop.yaml:48',
    )
    expect((await titles(page, '.node:not(.dim)')).sort()).toEqual(['Cdn', 'Site', 'partner-copy'])
    expect(await page.locator('.arrow.near').count()).toBe(2)

    await page.click('.about:visible [data-go] >> text=Cdn')
    expect(await page.locator('.about:visible h2').textContent()).toBe('Cdn')
    await page.click('#back')
    expect(await page.isVisible('#overview')).toBe(true)
    expect(await page.locator('.dim').count()).toBe(0)
    expect(complaints).toEqual([])
    await page.close()
  })

  test('filters by kind of arrow, by what is public, and by text', async () => {
    const page = await open(graph)
    await page.click('.chip.notifies')
    expect(await page.locator('.arrow.off').count()).toBe(2)
    await page.check('#public')
    expect(await titles(page, '.node:not(.off)')).toEqual(['Site'])
    await page.uncheck('#public')
    await page.fill('#search', 'OBJECTREMOVED  topic')
    expect(await titles(page, '.node:not(.off)')).toEqual(['Created'])
    expect(await page.locator('#nodes li:visible').count()).toBe(1)
    expect(complaints).toEqual([])
    await page.close()
  })

  test('is used with the keyboard alone', async () => {
    const page = await open(graph)
    const view = async () => (await page.getAttribute('.stage svg', 'viewBox'))?.split(' ').map(Number) ?? []
    const [x = 0, , width = 0] = await view()
    await page.keyboard.press('+')
    expect((await view())[2]).toBeCloseTo(width * 0.8)
    await page.keyboard.press('0')
    await page.keyboard.press('ArrowRight')
    expect((await view())[0]).toBeGreaterThan(x)
    await page.keyboard.press('/')
    await page.keyboard.type('trail')
    await page.locator('#search').blur()
    await node(page, 'Trail').focus()
    await page.keyboard.press('Enter')
    expect(await page.locator('.about:visible h2').textContent()).toBe('Trail')
    await page.keyboard.press('Escape')
    expect(await page.isVisible('#overview')).toBe(true)
    expect(complaints).toEqual([])
    await page.close()
  })

  test('moves with the mouse, which chooses nothing then', async () => {
    const page = await open(graph)
    const before = await page.getAttribute('.stage svg', 'viewBox')
    const box = await node(page, 'Logs').boundingBox()
    const [x, y] = [(box?.x ?? 0) + 30, (box?.y ?? 0) + 10]
    await page.mouse.move(x, y)
    await page.mouse.down()
    await page.mouse.move(x - 80, y + 40, { steps: 4 })
    await page.mouse.up()
    const after = await node(page, 'Logs').boundingBox()
    expect(after?.x).toBeCloseTo((box?.x ?? 0) - 80, 0)
    expect(await page.isVisible('#overview')).toBe(true)
    await page.mouse.wheel(0, -240)
    expect((await node(page, 'Logs').boundingBox())?.width).toBeGreaterThan(box?.width ?? Infinity)
    await page.click('#fit')
    expect(await page.getAttribute('.stage svg', 'viewBox')).toBe(before)
    await page.close()
  })

  test.each(['light', 'dark'] as const)('fits a narrow screen in %s', async colorScheme => {
    const page = await open(graph, { colorScheme, viewport: { width: 390, height: 800 } })
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390)
    expect((await page.screenshot()).length).toBeGreaterThan(5000)
    expect(await page.evaluate("getComputedStyle(document.querySelector('.node .box')).fill")).toBe(
      colorScheme === 'light' ? 'rgb(255, 255, 255)' : 'rgb(24, 32, 43)',
    )
    await page.close()
  })

  test('a chosen title is in focus without a frame, which would look like something to type into', async () => {
    const page = await open(graph)
    await page.locator('#nodes button').first().click()
    const title = 'getComputedStyle(document.activeElement)'
    expect(await page.evaluate(`${title}.outlineStyle + document.activeElement.tagName`)).toBe('noneH2')
    await page.close()
  })

  test('hostile text stays text', async () => {
    const name = `"><img src=x onerror=alert(1)><script>alert(2)</script>`
    const nodes = graph.nodes.map(each => ({ ...each, name, address: name, construct: name }))
    const page = await open({ ...graph, nodes })
    await page.locator('.node').first().click()
    expect(await page.locator('.about:visible h2').textContent()).toBe(name)
    expect(await page.locator('img').count()).toBe(0)
    expect(complaints).toEqual([])
    await page.close()
  })
})
