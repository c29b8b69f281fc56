/** The language server as it is shipped, over its standard streams. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { openEditor } from './editor.ts'

const root = realpathSync(mkdtempSync(join(tmpdir(), 'bucketlint-lsp-')))
const editors: Awaited<ReturnType<typeof openEditor>>[] = []
afterEach(() => {
  for (const { server } of editors.splice(0)) server.kill()
})
afterAll(() => {
  rmSync(root, { recursive: true })
})

let count = 0
/** A workspace of its own. */
function workspace(files: Readonly<Record<string, string>>): string {
  const folder = join(root, `w${count++}`)
  mkdirSync(folder)
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  return folder
}

async function edit(folder: string | undefined, options?: object) {
  const editor = await openEditor(folder, options)
  editors.push(editor)
  return editor
}

const RULE = 'versioning-suspended'
const bucket = (status: string, name = '') =>
  `Resources:\n  Logs:\n    Type: AWS::S3::Bucket\n    Properties:\n${name && `      BucketName: ${name}\n`}      VersioningConfiguration:\n        Status: ${status}\n`
const json = (status: string) =>
  JSON.stringify(
    {
      Resources: {
        Logs: { Type: 'AWS::S3::Bucket', Properties: { VersioningConfiguration: { Status: status } } },
      },
    },
    undefined,
    2,
  )
/** One that replicates to a bucket of another template, which only its name tells. */
const replicating = (name: string) => `Resources:
  Source:
    Type: AWS::S3::Bucket
    Properties:
      VersioningConfiguration: {Status: Enabled}
      ReplicationConfiguration:
        Role: arn:aws:iam::111122223333:role/replication
        Rules:
          - Status: Enabled
            Destination: {Bucket: 'arn:aws:s3:::${name}'}
`

describe('diagnostics', () => {
  test('tell of every file of the workspace, open or not', async () => {
    const editor = await edit(workspace({ 'a.yaml': bucket('Suspended'), 'b/c.json': json('Suspended') }))
    await editor.until(() => editor.codes('a.yaml').includes(RULE) && editor.codes('b/c.json').includes(RULE))
    expect(editor.initialized.serverInfo?.name).toBe('bucketlint')
    const [diagnostic] = editor.shown('a.yaml').filter(({ code }) => code === RULE)
    expect(diagnostic).toEqual({
      range: { start: { line: 5, character: 8 }, end: { line: 5, character: 14 } },
      severity: 2,
      code: RULE,
      codeDescription: {
        href: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/AddingObjectstoVersionSuspendedBuckets.html',
      },
      source: 'bucketlint',
      message: 'versioning is suspended',
    })
    expect(await editor.end()).toBe(0)
  })

  test('are of what is typed, saved or not, and go when it is right', async () => {
    const editor = await edit(workspace({ 'a.yaml': bucket('Enabled') }))
    await editor.open('a.yaml', bucket('Enabled'))
    await editor.type('a.yaml', bucket('Suspended'))
    await editor.until(() => editor.codes('a.yaml').includes(RULE))
    await editor.type('a.yaml', bucket('Enabled'))
    await editor.until(() => editor.shown('a.yaml').length > 0 && !editor.codes('a.yaml').includes(RULE))
  })

  test('are those of the file again when it is closed unsaved', async () => {
    const editor = await edit(workspace({ 'a.yaml': bucket('Enabled') }))
    await editor.open('a.yaml', bucket('Suspended'))
    await editor.until(() => editor.codes('a.yaml').includes(RULE))
    await editor.close('a.yaml')
    await editor.until(() => !editor.codes('a.yaml').includes(RULE))
  })

  test('of a file that nobody has saved yet, and of one without a workspace', async () => {
    const editor = await edit(workspace({}))
    await editor.open('new/a.yaml', bucket('Suspended'))
    await editor.until(() => editor.codes('new/a.yaml').includes(RULE))
    const lone = await edit(undefined)
    const path = join(workspace({}), 'a.yaml')
    await lone.open(path, bucket('Suspended'))
    await lone.until(() => lone.codes(path).includes(RULE))
  })

  test('know what is around: the other files of a Terraform folder', async () => {
    const main =
      'resource "aws_s3_bucket" "a" {}\nresource "aws_s3_bucket_versioning" "a" {\n  bucket = aws_s3_bucket.a.id\n  versioning_configuration {\n    status = var.status\n  }\n}\n'
    const status = (value: string) => `variable "status" {\n  default = "${value}"\n}\n`
    const editor = await edit(workspace({ 'tf/main.tf': main, 'tf/variables.tf': status('Enabled') }))
    await editor.open('tf/variables.tf', status('Suspended'))
    await editor.until(() => editor.codes('tf/main.tf').includes(RULE))
    await editor.type('tf/variables.tf', status('Enabled'))
    await editor.until(() => !editor.codes('tf/main.tf').includes(RULE))
  })

  test('know what is around: relations to other templates', async () => {
    const editor = await edit(
      workspace({ 'copy.yaml': bucket('Suspended', 'acme-copy-7f3'), 'source.yaml': '' }),
    )
    await editor.until(() => editor.codes('copy.yaml').includes(RULE))
    await editor.open('source.yaml', replicating('acme-copy-7f3'))
    await editor.until(() => editor.shown('source.yaml').length > 0)
    expect(editor.codes('source.yaml')).toContain('replication-destination-unversioned')
  })

  test('obey configs and suppressions, and fade those of no use', async () => {
    const editor = await edit(
      workspace({
        'bucketlint.config.yaml': 'rules:\n  bucket-allows-http: off\n',
        'a.yaml': bucket('Suspended # bucketlint-ignore versioning-suspended: on purpose'),
        'b.yaml': bucket('Enabled # bucketlint-ignore versioning-suspended: on purpose'),
      }),
    )
    await editor.until(() => editor.codes('b.yaml').includes('suppression-unused'))
    expect(editor.codes('a.yaml')).not.toContain(RULE)
    expect(editor.codes('a.yaml')).not.toContain('bucket-allows-http')
    expect(editor.shown('b.yaml').find(({ code }) => code === 'suppression-unused')?.tags).toEqual([1])
  })

  test('are hints for what is possible, where that is asked for', async () => {
    const text = `Parameters:\n  Status: {Type: String}\n${bucket('!Ref Status')}`
    const editor = await edit(workspace({ 'a.yaml': text }), { possible: true })
    await editor.until(() => editor.codes('a.yaml').includes(RULE))
    expect(editor.shown('a.yaml').find(({ code }) => code === RULE)?.severity).toBe(4)
    const silent = await edit(workspace({ 'a.yaml': text }))
    await silent.until(() => silent.shown('a.yaml').length > 0)
    expect(silent.codes('a.yaml')).not.toContain(RULE)
  })

  test('tell what cannot be parsed, and a config that means nothing is a message', async () => {
    const editor = await edit(
      workspace({ 'bucketlint.config.yaml': 'rules: {no-such-rule: off}\n', 'a.yaml': bucket('Enabled') }),
    )
    await editor.until(() =>
      editor.messages.some(message => message.includes("there is no rule 'no-such-rule'")),
    )
    const other = await edit(workspace({ 'a.yaml': bucket('Suspended') }))
    await other.open('a.yaml', `${bucket('Suspended')}   B: [\n`)
    await other.until(() => other.codes('a.yaml').includes('syntax-error'))
  })
})

describe('a finding', () => {
  test('is explained where the pointer is', async () => {
    const editor = await edit(workspace({ 'a.yaml': bucket('Suspended') }))
    await editor.until(() => editor.codes('a.yaml').includes(RULE))
    expect(await editor.hover('a.yaml', 5, 9)).toMatch(/^# versioning-suspended\n\nVersioning is suspended/)
    expect(await editor.hover('a.yaml', 2, 5)).toBeUndefined()
  })

  test.each([
    ['a.yaml', bucket('Suspended'), `        # bucketlint-ignore ${RULE}: TODO say why\n`],
    [
      'a.json',
      json('Suspended'),
      `"Metadata": { "bucketlint": { "ignore": { "${RULE}": "TODO say why" } } },`,
    ],
    [
      'main.tf',
      'resource "aws_s3_bucket" "a" {}\nresource "aws_s3_bucket_versioning" "a" {\n  bucket = aws_s3_bucket.a.id\n  versioning_configuration {\n    status = "Suspended"\n  }\n}\n',
      `    # bucketlint-ignore ${RULE}: TODO say why\n`,
    ],
  ])('can be suppressed where it is: %s', async (file, text, inserted) => {
    const editor = await edit(workspace({ [file]: text }))
    await editor.open(file, text)
    await editor.until(() => editor.codes(file).includes(RULE))
    const range = editor.shown(file).find(({ code }) => code === RULE)?.range
    const actions = range ? await editor.actions(file, range) : []
    const action = actions.find(({ title }) => title === `Suppress ${RULE} here`)
    const [change] = action?.edit?.changes?.[editor.uriOf(file)] ?? []
    expect(change?.newText).toContain(inserted)
    const { line, character } = change?.range.start ?? { line: 0, character: 0 }
    const offset = text.split('\n').slice(0, line).join('\n').length + (line > 0 ? 1 : 0) + character
    await editor.type(file, text.slice(0, offset) + (change?.newText ?? '') + text.slice(offset))
    await editor.until(() => !editor.codes(file).includes(RULE))
    expect(editor.codes(file)).not.toContain('suppression-unused')
    expect(editor.codes(file)).not.toContain('syntax-error')
  })
})

describe('what can be mended', () => {
  const HTTP = 'bucket-allows-http'
  const everything = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } }

  test('is offered as the text is now, saved or not, and is gone when that is done', async () => {
    const editor = await edit(workspace({ 'a.yaml': 'Resources: {}\n' }))
    const text = bucket('Enabled')
    await editor.open('a.yaml', `# first\n${text}`)
    await editor.until(() => editor.codes('a.yaml').includes(HTTP))
    await editor.type('a.yaml', text)
    await editor.until(() =>
      editor.shown('a.yaml').some(({ code, range }) => code === HTTP && range.start.line === 1),
    )
    const [action] = (await editor.actions('a.yaml', everything)).filter(
      ({ title }) => title === 'Deny plain HTTP',
    )
    expect(action).toMatchObject({ kind: 'quickfix', isPreferred: true, diagnostics: [{ code: HTTP }] })
    const { changes = {} } = action?.edit ?? {}
    expect(Object.keys(changes)).toEqual([editor.uriOf('a.yaml')])
    const document = TextDocument.create(editor.uriOf('a.yaml'), 'yaml', 1, text)
    const after = TextDocument.applyEdits(document, changes[editor.uriOf('a.yaml')] ?? [])
    expect(after).toContain("aws:SecureTransport: 'false'")
    await editor.type('a.yaml', after)
    await editor.until(() => !editor.codes('a.yaml').includes(HTTP))
    expect((await editor.actions('a.yaml', everything)).map(({ title }) => title)).not.toContain(
      'Deny plain HTTP',
    )
  })
})

describe('hostile documents', () => {
  test.each([
    ['deep nesting', 'Resources: ' + '['.repeat(100_000)],
    [
      'aliases',
      `a: &a [x]\n${Array.from({ length: 60 }, (_, i) => `b${i}: &b${i} [*a, *a]`).join('\n')}\nResources: {A: {Type: AWS::S3::Bucket}}`,
    ],
    ['no characters', '\0\uD800AWS::S3::Bucket'],
    ['odd names', 'Resources: {__proto__: {Type: AWS::S3::Bucket}, constructor: {Type: AWS::S3::Bucket}}'],
  ])('do not end the server: %s', async (_, text) => {
    const editor = await edit(workspace({}))
    await editor.open('bad.yaml', text)
    await editor.open('bad.tf', text)
    await editor.open('good.yaml', bucket('Suspended'))
    await editor.until(() => editor.codes('good.yaml').includes(RULE))
    expect(
      await editor.actions('bad.yaml', { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } }),
    ).toBeInstanceOf(Array)
    expect(await editor.end()).toBe(0)
  })

  test('that have no file are left alone', async () => {
    const editor = await edit(undefined)
    await editor.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri: 'untitled:Untitled-1', languageId: 'yaml', version: 1, text: bucket('Suspended') },
    })
    await editor.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri: 'file://host/%ZZ', languageId: 'yaml', version: 1, text: bucket('Suspended') },
    })
    expect(await editor.end()).toBe(0)
  })
})

test('the server ends when its editor is gone', async () => {
  const editor = await edit(workspace({}))
  editor.server.stdin.end()
  expect(await editor.ended).toBe(1)
})
