import { describe, expect, test } from 'vitest'
import { accessKeyIdIn, masked, secretKeysIn } from '../../src/text/secrets.ts'

/** Put together here, so that nobody takes the file for a leak. */
const secret = ['q8Zr/2LpV0xT', '7mYd+Kc4', 'Bn9GsWfH3uJeXa6tRo1D'].join('')

describe('secret access keys', () => {
  test('are found whatever stands around them', () => {
    expect(secret).toHaveLength(40)
    for (const text of [
      secret,
      `KEY=${secret}`,
      `"${secret}"\n`,
      `aws configure set k ${secret} --profile x`,
    ])
      expect(secretKeysIn(text).map(({ start, end }) => text.slice(start, end))).toEqual([secret])
  })

  test.each([
    ['the key of the documentation', 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'],
    ['a hash', '2fd4e1c67a2d28fced849ee1bb76e7391b93eb12'],
    ['a name', 'ProductionWorkerSecretAccessKeyParameter'],
    ['a construct path', 'Prod/Web/Dist/Origin1/S3OriginAccessLog1'],
    ['something longer', `${secret}${secret}`],
    ['base64 with its end', `${secret}==`],
  ])('%s is none', (_, text) => {
    expect(secretKeysIn(text)).toEqual([])
  })

  test('are masked, also where something runs into them', () => {
    expect(masked(`a ${secret} b`)).toBe(`a ${'*'.repeat(40)} b`)
    expect(masked(`\\n${secret}`)).not.toContain(secret.slice(0, 8))
    expect(masked(`${secret}${secret}=`)).not.toContain(secret.slice(0, 8))
    for (const before of ['', 'x', 'xy'])
      expect(masked(Buffer.from(`${before}export KEY="${secret}"\n`).toString('base64'))).toMatch(/^\*+=*$/)
    const name = 'arn:aws:s3:::DevWebDistOrigin1S3OriginAccessControl14D9051B/key'
    expect(masked(name)).toBe(name)
  })
})

test('access key ids are of users or sessions, and not those of the documentation', () => {
  expect(accessKeyIdIn(`id: AKIA${'Q'.repeat(16)}`)).toBe(`AKIA${'Q'.repeat(16)}`)
  expect(accessKeyIdIn(`ASIA${'Q'.repeat(16)}`)).toBeDefined()
  expect(accessKeyIdIn('AKIAIOSFODNN7EXAMPLE')).toBeUndefined()
  expect(accessKeyIdIn(`AROA${'Q'.repeat(16)}:*`)).toBeUndefined()
  expect(accessKeyIdIn(`XAKIA${'Q'.repeat(16)}`)).toBeUndefined()
})
