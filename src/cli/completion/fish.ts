/** Completion in fish. */
import type { CommandWords, OptionWords, Values, Words } from './words.ts'

/** Makes the script. */
export function fishScript({ rules, levels, commands }: Words): string {
  const names = commands.flatMap(({ word }) => word ?? [])
  return `# Completion of bucketlint in fish: bucketlint completion fish | source

function __bucketlint_rules
    printf '%s\\n' ${rules.join(' ')}
end

function __bucketlint_levels
    set -l rules (__bucketlint_rules)
    printf '%s\\n' ${levels.map(level => `$rules=${level}`).join(' ')}
end

# Whether the command typed so far is the one named; that of linting has no word.
function __bucketlint_is
    set -l words (commandline -opc)
    set -l command lint
    test (count $words) -gt 1; and contains -- $words[2] ${names.join(' ')}; and set command $words[2]
    test $command = $argv[1]
end

function __bucketlint_at_first
    test (count (commandline -opc)) -eq 1
end

${commands.flatMap(commandLines).join('\n')}
`
}

function commandLines(command: CommandWords): string[] {
  const { word, about, options, operand } = command
  const when = quoted(`__bucketlint_is ${word ?? 'lint'}`)
  const own = options.map(option => optionLine(option, when))
  if (word === undefined) return own
  const first = `complete -c bucketlint -n __bucketlint_at_first -a ${word} -d ${quoted(about)}`
  return [first, `complete -c bucketlint -n ${when} ${offer(operand)}`, ...own]
}

function optionLine({ name, short, about, value }: OptionWords, when: string): string {
  const isFlag = !value || value.isOptional
  const parts = [
    `complete -c bucketlint -n ${when} -l ${name}`,
    ...(short === undefined ? [] : [`-s ${short}`]),
    ...(isFlag ? [] : ['-r', offer(value.values)]),
    `-d ${quoted(about)}`,
  ]
  return parts.join(' ')
}

function offer(values: Values): string {
  switch (values) {
    case 'rule':
      return "-f -a '(__fish_append , (__bucketlint_rules))'"
    case 'rule=level':
      return "-f -a '(__bucketlint_levels)'"
    case 'file':
      return '-F'
    case 'folder':
      return "-f -a '(__fish_complete_directories)'"
    case 'any':
      return '-f'
    default:
      return `-f -a ${quoted(values.join(' '))}`
  }
}

function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`
}
