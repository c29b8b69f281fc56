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
    expect(stdout).toMatchInlineSnapshot()
  })

  test('tells in which worlds', () => {
    const { status, stdout } = ask('Shared', '--principal', '444455556666', '--action', 's3:ListBucket')
    expect(status).toBe(0)
    expect(stdout).toMatchInlineSnapshot()
  })

  test('speaks of the own policies of principals that may be of the own account', () => {
    const role = 'arn:aws:iam::111122223333:role/reader'
    expect(ask('Shared', '--principal', role, '--action', 's3:PutObject').stdout).toMatchInlineSnapshot()
  })

  test.each([
    [
      ['Share', '--principal', 'anyone', '--action', 's3:GetObject'],
      "there is no bucket 'Share'\n  did you mean 'Shared'?",
    ],
    [['Shared', '--principal', 'nobody!', '--action', 's3:GetObject'], "'nobody!' is no principal"],
    [['Shared', '--action', 's3:GetObject'], 'explain-access needs --principal and --action'],
    [[], 'explain-access takes a file or folder and a bucket'],
  ])('%j is wrong use', (words, message) => {
    const { status, stdout, stderr } = ask(...words)
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    expect(stderr).toContain(message)
  })
})
