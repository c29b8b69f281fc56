import { describe, expect, test } from 'vitest'
import { bucketlint } from './bucketlint.ts'

const ask = (...words: string[]) => bucketlint(['explain-access', 'access.yaml', ...words])

describe('explain-access', () => {
  test('shows the statement that allows', () => {
    const { status, stdout, stderr } = ask(
      'Shared',
      '--principal',
      'anyone',
      '--action',
      's3:GetObject',
      '--resource',
      'public/logo.png',
    )
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(stdout).toMatchInlineSnapshot(`
      "allowed
        anyone · s3:GetObject · arn:aws:s3:::acme-shared/public/logo.png · over https
         = note  allowed by statement Logos
        ::: access.yaml:22:13
         |
      22 |           - Sid: Logos
         |             ----------
      "
    `)
  })

  test('tells in which worlds', () => {
    const { status, stdout } = ask('Shared', '--principal', '444455556666', '--action', 's3:ListBucket')
    expect(status).toBe(0)
    expect(stdout).toMatchInlineSnapshot(`
      "allowed
        when IsProd is false
        arn:aws:iam::444455556666:root · s3:ListBucket · arn:aws:s3:::acme-shared ·
        over https
         = note  allowed by statement Partner
        ::: access.yaml:27:13
         |
      27 |           - !If
         |             ---

      not allowed: no statement allows it
        when IsProd is true
        arn:aws:iam::444455556666:root · s3:ListBucket · arn:aws:s3:::acme-shared ·
        over https
        if the principal is of the bucket's own account, policies of its own may still
        allow it
      "
    `)
  })

  test('speaks of the own policies of principals that may be of the own account', () => {
    const role = 'arn:aws:iam::111122223333:role/reader'
    expect(ask('Shared', '--principal', role, '--action', 's3:PutObject').stdout).toMatchInlineSnapshot(`
      "not allowed: no statement allows it
        a session of arn:aws:iam::111122223333:role/reader · s3:PutObject ·
        arn:aws:s3:::acme-shared/public/x · over https
        if the principal is of the bucket's own account, policies of its own may still
        allow it
      "
    `)
  })

  test.each([
    [
      ['Share', '--principal', 'anyone', '--action', 's3:GetObject'],
      "there is no bucket 'Share'\n  did you mean 'Shared'?",
    ],
    [['Zebra', '--principal', 'anyone', '--action', 's3:GetObject'], "there is no bucket 'Zebra'\n"],
    [['Shared', '--principal', 'nobody!', '--action', 's3:GetObject'], "'nobody!' is no principal"],
    [['Shared', '--action', 's3:GetObject'], 'explain-access needs --principal and --action'],
    [[], 'explain-access takes a file or folder and a bucket'],
  ])('%j is wrong use', (words, message) => {
    const { status, stdout, stderr } = ask(...words)
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    expect(stderr).toContain(message)
  })

  test('says where there is no bucket since there is no file', () => {
    const { status, stderr } = bucketlint([
      ...['explain-access', 'gone.yaml', 'Shared'],
      ...['--principal', 'anyone', '--action', 's3:GetObject'],
    ])
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr:
        "bucketlint: there is no bucket 'Shared'\n  not everything could be read: gone.yaml: no such file or folder\n",
    })
  })

  test('tells of actions that are none, which nobody is allowed', () => {
    const { stdout, stderr } = ask('Shared', '--principal', 'anyone', '--action', 's3:GetObjct')
    expect(stderr).toBe(
      'bucketlint: s3:GetObjct is no action of S3 that is known here: did you mean s3:GetObject?\n',
    )
    expect(stdout).toMatch(/^not allowed/)
    expect(ask('Shared', '--principal', 'anyone', '--action', 's3:getobject').stderr).toBe('')
  })
})
