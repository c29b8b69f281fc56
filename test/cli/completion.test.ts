/** Completion, asked of the shells themselves. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rules } from '../../rules/index.ts'
import { commands, shells } from '../../src/cli/commands.ts'
import { bucketlint } from './bucketlint.ts'

let folder = ''

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bucketlint-completion-'))
  for (const shell of shells) writeFileSync(join(folder, shell), bucketlint(['completion', shell]).stdout)
  writeFileSync(join(folder, 'asked'), zshAsked)
})

afterAll(() => {
  rmSync(folder, { recursive: true })
})

function has(shell: string): boolean {
  return spawnSync(shell, ['-c', 'exit 0']).status === 0
}

function outputOf(shell: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): string[] {
  const { stdout, stderr } = spawnSync(shell, args, {
    cwd: folder,
    encoding: 'utf8',
    timeout: 20_000,
    env: { ...process.env, ...env },
  })
  expect(stderr).toBe('')
  return stdout.split(/\r?\n/).filter(line => line !== '')
}

/** What is offered after a line, in no order. */
const offers: Readonly<Record<(typeof shells)[number], (line: string) => readonly string[]>> = {
  bash: line =>
    outputOf(
      'bash',
      [
        '--norc',
        '-c',
        'source ./bash; COMP_POINT=${#COMP_LINE}; _bucketlint; printf "%s\\n" "${COMPREPLY[@]}"',
      ],
      { COMP_LINE: line },
    ),
  zsh: line => outputOf('zsh', ['-f', '-c', zshAsking], { LINE: line }),
  fish: line =>
    outputOf('fish', ['--no-config', '-c', 'source ./fish; complete -C $LINE'], { LINE: line }).map(
      offered => offered.split('\t')[0] ?? '',
    ),
}

/** zsh completes only on a terminal: another one runs on one that is made for it, and notes down what it would offer. */
const zshAsking = String.raw`
zmodload zsh/zpty
: > offered
zpty asked zsh -f -i
zpty -w asked 'source ./asked; print re''ady'
while zpty -r asked line; do [[ $line == *ready* ]] && break; done
zpty -n -w asked "$LINE"$'\t'
while zpty -r asked line; do :; done
cat offered
`

const zshAsked = String.raw`
PROMPT=
autoload -Uz compinit && compinit -u -D
bindkey '^I' complete-word
source ./zsh
compadd() {
  if [[ \${@[1,(i)(-|--)]} == *-(O|A|D)\ * ]]; then builtin compadd "$@"; return; fi
  local -a hits
  builtin compadd -A hits "$@"
  print -rl -- $hits >> offered
  builtin compadd "$@"
}
comppostfuncs=(exit)
`.replaceAll('\\${', '${')

describe.each(shells)('%s', shell => {
  test.runIf(has(shell))(
    `completes what is typed (runs where ${shell} is installed)`,
    { timeout: 60_000 },
    () => {
      const offer = offers[shell]
      const ids = Object.keys(rules)
      expect(offer('bucketlint expl')).toEqual(expect.arrayContaining(['explain', 'explain-access']))
      expect(offer('bucketlint explain bucket-').toSorted()).toEqual(
        ids.filter(id => id.startsWith('bucket-')).toSorted(),
      )
      expect(offer('bucketlint --fail-on ')).toEqual(
        expect.arrayContaining(['critical', 'high', 'medium', 'low', 'info', 'never']),
      )
      expect(offer('bucketlint rules --format ').toSorted()).toEqual(commands.rules.formats.toSorted())
      expect(offer('bucketlint completion ').toSorted()).toEqual([...shells].toSorted())
      expect(offer('bucketlint --up')).toEqual([expect.stringContaining('--update-baseline')])
      expect(offer('bucketlint explain --pre')).not.toContain('--preset')
    },
  )
})

describe.runIf(has('bash'))('bash', () => {
  test.each([
    ['bucketlint --fail-on=cr', ['critical']],
    ['bucketlint stacks --preset stri', ['strict']],
    ['bucketlint --only syntax-error,versioning-sus', ['syntax-error,versioning-suspended']],
    // Bash itself keeps what stands before the last =.
    ['bucketlint --rule versioning-suspended=hi', ['high']],
    ['bucketlint --rule=versioning-suspended=hi', ['high']],
    // Files, which bash finds where nothing else is offered.
    ['bucketlint --config ', []],
    ['bucketlint stacks expl', []],
  ])('%s', (line, words) => {
    expect(offers.bash(line)).toEqual(words)
  })

  test('of macOS understands the script: nothing newer than 3.2 is used', () => {
    const script = bucketlint(['completion', 'bash']).stdout
    expect(script).not.toMatch(/mapfile|readarray|compopt|declare -A|local -A|\[-1\]|\$\{\w+(?:,,|\^\^)/)
  })
})

test.each([
  [[], 'completion takes one shell\n  it is one of: bash, zsh, fish'],
  [['tcsh'], "the shell of completion cannot be 'tcsh'\n  it is one of: bash, zsh, fish"],
])('wrong use is told: %j', (args, message) => {
  expect(bucketlint(['completion', ...args])).toEqual({
    status: 2,
    stdout: '',
    stderr: `bucketlint: ${message}\n`,
  })
})
