import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { help } from '../../src/cli/help.ts'
import { bucketlint } from './bucketlint.ts'

const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')) as {
  version: string
}

test.each([
  [['--help'], help],
  [['-h', 'nowhere'], help],
  [['explain', '--help'], help],
  [['--version'], `${version}\n`],
  [['-V'], `${version}\n`],
])('%j', (args, stdout) => {
  expect(bucketlint(args)).toEqual({ status: 0, stdout, stderr: '' })
})

test('the help fits a terminal and tells all options', () => {
  expect(help.split('\n').filter(line => line.length > 80)).toEqual([])
  for (const option of ['--account', '--fail-on ', '--no-color', '--params ', '--stdin-filename'])
    expect(help).toContain(option)
})

describe('wrong use is status 2, with advice and without a document', () => {
  test.each([
    [['--fromat', 'json'], 'there is no option --fromat\n  did you mean --format?'],
    [['--zzz'], 'there is no option --zzz\n  the options are told by: bucketlint --help'],
    [['-z'], 'there is no option -z\n  the options are told by: bucketlint --help'],
    [['--fix'], 'there is no option --fix\n  the options are told by: bucketlint --help'],
    [['--__proto__'], 'there is no option --__proto__\n  the options are told by: bucketlint --help'],
    [['explain', '--region', 'eu-west-1'], "--region is no option of 'bucketlint explain'"],
    [['--quiet=yes'], '--quiet takes no value'],
    [['--region'], '--region needs a value\n  one that starts with - is written --option=-value'],
    [['--only', '--quiet'], '--only needs a value\n  one that starts with - is written --option=-value'],
    [['--format', 'jsno'], "--format cannot be 'jsno'\n  did you mean 'json'?"],
    [['--format', 'xml'], "--format cannot be 'xml'\n  it is one of: stylish, json, sarif"],
    [['--format', 'json='], '--format json= names no file'],
    [
      ['--format', 'json', '--format', 'sarif'],
      'two formats cannot both go to standard output\n  write one of them to a file: --format FORMAT=FILE',
    ],
    [
      ['--format', 'json=x', '--format', 'sarif=x'],
      "two formats cannot both go to 'x'\n  write one of them to a file: --format FORMAT=FILE",
    ],
    [['--fail-on', 'hihg'], "--fail-on cannot be 'hihg'\n  did you mean 'high'?"],
    [['--preset', 'all'], "--preset cannot be 'all'\n  it is one of: recommended, strict"],
    [['--param', 'Stage'], '--param Stage gives no value\n  a parameter is given as --param NAME=VALUE'],
    [['--param', '=x'], '--param =x gives no value\n  a parameter is given as --param NAME=VALUE'],
    [
      ['--rule', 'versioning-suspended'],
      '--rule versioning-suspended does not say what to do with the rule\n' +
        '  --rule versioning-suspended=off turns it off',
    ],
    [
      ['--rule', 'versioning-suspended=of'],
      "--rule versioning-suspended cannot be 'of'\n  did you mean 'off'?",
    ],
    [
      ['--rule', 'version-suspended=off'],
      "there is no rule 'version-suspended'\n  did you mean 'versioning-suspended'?",
    ],
    [
      ['--only', 'syntax-error, version-suspended'],
      "there is no rule 'version-suspended'\n  did you mean 'versioning-suspended'?",
    ],
    [
      ['--only', 'constructor'],
      "there is no rule 'constructor'\n  the rules are listed by: bucketlint rules",
    ],
    [['--region', 'Ireland'], "--region cannot be 'Ireland'\n  it is written like eu-central-1"],
    [['--account', '1234'], "--account cannot be '1234'\n  it is written like 123456789012"],
    [['--stdin-filename', 'a.yaml'], '--stdin-filename needs standard input, the path -'],
    [['explain'], 'explain takes one rule\n  the rules are listed by: bucketlint rules'],
    [
      ['explain', 'version-suspended'],
      "there is no rule 'version-suspended'\n  did you mean 'versioning-suspended'?",
    ],
    [
      ['explain', 'syntax-error', '--format', 'json'],
      "--format cannot be 'json'\n  it is one of: text, markdown",
    ],
    [['rules', 'logging'], "rules takes no 'logging'\n  to lint a folder of that name: bucketlint ./rules"],
    [['rules', '--format', 'json=x'], 'rules writes one document to standard output'],
    [['--\u001B[31m'], 'there is no option --␛[31m\n  the options are told by: bucketlint --help'],
  ])('%j', (args, message) => {
    expect(bucketlint(args)).toEqual({ status: 2, stdout: '', stderr: `bucketlint: ${message}\n` })
  })
})

describe('documentation', () => {
  test('explains a rule', () => {
    const { status, stdout, stderr } = bucketlint(['explain', 'versioning-suspended'])
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(stdout).toMatch(/^versioning-suspended\nVersioning is suspended\n/)
    expect(bucketlint(['explain', 'versioning-suspended', '--format', 'markdown']).stdout).toMatch(
      /^# versioning-suspended\n/,
    )
  })

  test('lists the rules', () => {
    expect(bucketlint(['rules']).stdout).toMatch(
      /^ {2}versioning-suspended {2}medium\n {6}Versioning is suspended$/m,
    )
    expect(bucketlint(['rules', '--format=markdown']).stdout).toMatch(/^\| `versioning-suspended` \|/m)
    const table = JSON.parse(bucketlint(['rules', '--format=json']).stdout) as { id: string }[]
    expect(table.map(({ id }) => id)).toContain('versioning-suspended')
  })
})
