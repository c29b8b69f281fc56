/** Folders that come and go, files that vanish, configs that change, and clients that do all of it at once. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { HoverRequest } from 'vscode-languageserver/node'
import { openEditor } from './editor.ts'

const root = realpathSync(mkdtempSync(join(tmpdir(), 'bucketlint-workspaces-')))
let editor: Awaited<ReturnType<typeof openEditor>>
beforeAll(async () => {
  editor = await openEditor(undefined)
})
afterAll(async () => {
  expect(await editor.end()).toBe(0)
  rmSync(root, { recursive: true })
})

function write(path: string, text: string): string {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
  return path
}

let count = 0
/** A folder with these files, which is not yet one of the workspace. */
function folder(files: Readonly<Record<string, string>>): string {
  const made = join(root, `w${count++}`)
  mkdirSync(made)
  for (const [name, text] of Object.entries(files)) write(join(made, name), text)
  return made
}

const RULE = 'versioning-suspended'
const bucket = (status = 'Suspended') =>
  `Resources:\n  Logs:\n    Type: AWS::S3::Bucket\n    Properties:\n      VersioningConfiguration:\n        Status: ${status}\n`
const suspended = (path: string) => editor.codes(path).filter(code => code === RULE).length
const untilSuspended = (path: string, times = 1) => editor.until(() => suspended(path) === times)
/** Waits until the server has linted what it was told before, as a file of its own tells. */
async function settled(): Promise<void> {
  const path = join(root, `settled${count++}.yaml`)
  await editor.open(path, bucket())
  await untilSuspended(path)
  await editor.close(path)
  await untilSuspended(path, 0)
}

describe('folders of the workspace', () => {
  test('come and go with what is found in them', async () => {
    const [a, b] = [folder({ 'a.yaml': bucket() }), folder({ 'b.yaml': bucket() })]
    await editor.folders([a, b])
    await untilSuspended(join(a, 'a.yaml'))
    await untilSuspended(join(b, 'b.yaml'))
    await editor.folders([], [a])
    await untilSuspended(join(a, 'a.yaml'), 0)
    await settled()
    expect(suspended(join(a, 'a.yaml'))).toBe(0)
    expect(suspended(join(b, 'b.yaml'))).toBe(1)
    await editor.folders([], [b])
  })

  test('that go while they are linted show nothing any more', async () => {
    const files = Array.from({ length: 100 }, (_, index) => [`s${index}.yaml`, bucket()] as const)
    const a = folder(Object.fromEntries(files))
    await editor.folders([a])
    await editor.open(join(a, 's0.yaml'), bucket())
    await editor.folders([], [a])
    await editor.close(join(a, 's0.yaml'))
    await settled()
    expect(suspended(join(a, 's0.yaml'))).toBe(0)
    expect(suspended(join(a, 's1.yaml'))).toBe(0)
  })

  test('may lie in each other: everything is told once', async () => {
    const outer = folder({ 'a.yaml': bucket(), 'inner/b.yaml': bucket() })
    const inner = join(outer, 'inner')
    await editor.folders([outer, inner])
    await untilSuspended(join(outer, 'a.yaml'))
    await untilSuspended(join(inner, 'b.yaml'))
    await settled()
    expect(suspended(join(inner, 'b.yaml'))).toBe(1)
    await editor.folders([], [inner])
    await untilSuspended(join(inner, 'b.yaml'))
    await editor.folders([], [outer])
    await untilSuspended(join(inner, 'b.yaml'), 0)
  })

  test('lose what is deleted, open or not', async () => {
    const a = folder({ 'a.yaml': bucket(), 'b.yaml': bucket() })
    const [gone, open] = [join(a, 'a.yaml'), join(a, 'b.yaml')]
    await editor.folders([a])
    await untilSuspended(gone)
    await editor.open(open, bucket())
    rmSync(gone)
    rmSync(open)
    await editor.touched(gone, open)
    await untilSuspended(gone, 0)
    await untilSuspended(open)
    await editor.close(open)
    await untilSuspended(open, 0)
    await editor.folders([], [a])
  })
})

describe('configs', () => {
  test('hold anew when they are changed', async () => {
    const a = folder({ 'a.yaml': bucket(), 'org.yaml': 'failOn: low' })
    const config = write(join(a, 'bucketlint.config.yaml'), 'extends: org.yaml')
    await editor.folders([a])
    await untilSuspended(join(a, 'a.yaml'))
    write(config, `rules: { ${RULE}: off }`)
    await editor.touched(config)
    await untilSuspended(join(a, 'a.yaml'), 0)
    write(config, 'extends: org.yaml')
    await editor.touched(config)
    await untilSuspended(join(a, 'a.yaml'))
    write(join(a, 'org.yaml'), `rules: { ${RULE}: off }`)
    await editor.touched(join(a, 'org.yaml'))
    await untilSuspended(join(a, 'a.yaml'), 0)
    await editor.folders([], [a])
  })

  test('that are programs are run anew when they, what they build on or their rules are changed', async () => {
    const rule = (
      title: string,
    ) => `export default { title: '${title}', severity: 'low', preset: 'recommended',
      consequence: 'audit', why: 'W.', remedy: 'R.', *check(bucket) { yield { at: bucket.at, message: '${title}' } } }`
    const a = folder({
      'a.yaml': bucket(),
      'lint/bucket-seen.mjs': rule('seen once'),
      'org.mjs': 'export default { customRules: ["lint"] }',
      'bucketlint.config.mjs': 'export default { extends: "org.mjs" }',
    })
    const path = join(a, 'a.yaml')
    const says = (text: string) => editor.shown(path).some(({ message }) => message === text)
    await editor.folders([a])
    await editor.until(() => says('seen once'))
    await editor.touched(write(join(a, 'lint/bucket-seen.mjs'), rule('seen again')))
    await editor.until(() => says('seen again'))
    await editor.touched(write(join(a, 'org.mjs'), `export default { rules: { '${RULE}': 'off' } }`))
    await editor.until(() => !says('seen again') && editor.shown(path).length > 0)
    expect(suspended(path)).toBe(0)
    await editor.touched(write(join(a, 'org.mjs'), 'process.exit(0)'))
    await editor.until(() =>
      editor.messages.some(text => text.includes('a program of the configs ended the linter')),
    )
    await editor.touched(write(join(a, 'org.mjs'), 'export default {}'))
    await untilSuspended(path)
    await editor.folders([], [a])
  })
})

describe('files of no folder', () => {
  test('are told apart: closing one leaves the other', async () => {
    const a = folder({ 'a.yaml': bucket(), 'b.yaml': bucket() })
    const [first, second] = [join(a, 'a.yaml'), join(a, 'b.yaml')]
    await editor.open(first, bucket())
    await editor.open(second, bucket())
    await untilSuspended(first)
    await untilSuspended(second)
    await editor.close(first)
    await untilSuspended(first, 0)
    expect(suspended(second)).toBe(1)
    await editor.close(second)
    await untilSuspended(second, 0)
  })

  test('that are closed while they are linted show nothing', async () => {
    const path = join(folder({}), 'a.yaml')
    await editor.open(path, bucket().repeat(1))
    await new Promise(resolve => setTimeout(resolve, 160))
    await editor.close(path)
    await settled()
    expect(suspended(path)).toBe(0)
  })
})

describe('clients in a hurry', () => {
  test('are shown what they typed last', async () => {
    const path = join(folder({}), 'a.yaml')
    await editor.open(path, bucket('Enabled'))
    for (let index = 0; index < 300; index++)
      await editor.type(path, `# ${index}\n${bucket(index % 2 === 0 ? 'Suspended' : 'Enabled')}`)
    await editor.type(path, bucket())
    await editor.until(() =>
      editor.shown(path).some(({ code, range }) => code === RULE && range.start.line === 5),
    )
    await editor.close(path)
  })

  test('may ask and not wait for the answer', async () => {
    const path = join(folder({}), 'a.yaml')
    await editor.open(path, bucket())
    const textDocument = { uri: editor.uriOf(path) }
    await editor.connection.sendNotification('$/cancelRequest', { id: 99_999 })
    const hover = editor.connection.sendRequest(HoverRequest.type, {
      textDocument,
      position: { line: 5, character: 9 },
    })
    await editor.connection.sendNotification('$/cancelRequest', { id: 2 })
    await Promise.allSettled([hover])
    await untilSuspended(path)
    await editor.close(path)
  })

  test('are offered actions for the first findings of many', async () => {
    const a = folder({})
    const huge = Array.from({ length: 200 }, (_, index) => `  B${index}:\n    Type: AWS::S3::Bucket\n`).join(
      '',
    )
    await editor.open(join(a, 'huge.yaml'), `Resources:\n${huge}`)
    await editor.until(() => editor.shown(join(a, 'huge.yaml')).length > 0)
    const range = { start: { line: 0, character: 0 }, end: { line: 600, character: 0 } }
    expect(editor.shown(join(a, 'huge.yaml')).length).toBeGreaterThan(400)
    const { length } = await editor.actions(join(a, 'huge.yaml'), range)
    expect(length).toBeGreaterThan(0)
    expect(length).toBeLessThanOrEqual(40)
    await editor.close(join(a, 'huge.yaml'))
  })
})
