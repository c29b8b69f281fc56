import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { commands, type CommandName } from '../../src/cli/commands.ts'
import { manual } from '../../src/cli/manual.ts'
import { options } from '../../src/cli/options.ts'
import { bucketlint } from './bucketlint.ts'

const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')) as {
  version: string
}

test.each([
  [['--help'], manual('lint')],
  [['-h', 'nowhere'], manual('lint')],
  [['explain', '--help'], manual('explain')],
  [['--version'], `${version}\n`],
  [['-V'], `${version}\n`],
])('%j', (args, stdout) => {
  expect(bucketlint(args)).toEqual({ status: 0, stdout, stderr: '' })
})

describe('the manual', () => {
  const names = Object.keys(commands) as CommandName[]

  test.each(names)('of %s fits a terminal', name => {
    const page = manual(name)
    // What is to be copied is not broken.
    const lines = page.split('\n').filter(line => !line.startsWith('  bucketlint '))
    expect(lines.filter(line => line.length > 80)).toEqual([])
    expect(page).toMatch(/^Usage\n {2}bucketlint .*\n[^]*^Exit status\n {2}0 {2}\w[^]*^Examples\n/m)
  })

  test('tells each option of a command, and each command', () => {
    for (const name of names) expect(manual('lint')).toContain(`  bucketlint ${commands[name].usage}`)
    for (const name of Object.keys(options)) {
      const pages = names.map(manual).filter(page => new RegExp(`^ .*--${name}[ =[\\n]`, 'm').test(page))
      expect(pages.length, name).toBeGreaterThan(0)
    }
  })

  test('has advice for the options of each command', () => {
    expect(bucketlint(['rules', '--zzz']).stderr).toBe(
      'bucketlint: there is no option --zzz\n  the options are told by: bucketlint rules --help\n',
    )
  })
})

describe('wrong use is status 2, with advice and without a document', () => {
  test.each([
    [['--fromat', 'json'], 'there is no option --fromat\n  did you mean --format?'],
    [['--zzz'], 'there is no option --zzz\n  the options are told by: bucketlint --help'],
    [['-z'], 'there is no option -z\n  the options are told by: bucketlint --help'],
    [['--__proto__'], 'there is no option --__proto__\n  the options are told by: bucketlint --help'],
    [['explain', '--region', 'eu-west-1'], "--region is no option of 'bucketlint explain'"],
    [['--quiet=yes'], '--quiet takes no value'],
    [['--region'], '--region needs a value\n  one that starts with - is written --option=-value'],
    [['--only', '--quiet'], '--only needs a value\n  one that starts with - is written --option=-value'],
    [['--format', 'jsno'], "--format cannot be 'jsno'\n  did you mean 'json'?"],
    [
      ['--format', 'xml'],
      "--format cannot be 'xml'\n  it is one of: stylish, json, sarif, github, junit, markdown, html",
    ],
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
    [
      ['--preset', 'all'],
      "--preset cannot be 'all'\n  it is one of: recommended, strict, security-hub, cis, nist, pci-dss",
    ],
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
    [['--update-baseline'], '--update-baseline needs a baseline\n  it is named with --baseline FILE'],
    [
      ['--baseline', 'b.json', '--update-baseline=some'],
      "--update-baseline cannot be 'some'\n  it is --update-baseline or --update-baseline=all",
    ],
    [['--baseline', 'none.json'], "there is no baseline 'none.json'\n  --update-baseline makes it"],
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
    [['lsp', 'stacks'], "lsp takes no 'stacks'\n  editors name their folders"],
    [['--config', 'none.yaml'], "cannot read the config 'none.yaml': no such file or folder"],
    [['--config', '.'], "cannot read the config '.': it is a folder"],
    [['--baseline', '.'], "cannot read the baseline '.': it is a folder"],
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
