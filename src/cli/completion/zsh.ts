/** Completion in zsh, by its own _arguments. */
import type { CommandWords, OptionWords, Values, Words } from './words.ts'

/** Makes the script, which can be sourced, or lie in a folder of $fpath as _bucketlint. */
export function zshScript({ rules, levels, commands }: Words): string {
  const others = commands.filter(({ word }) => word !== undefined)
  return `#compdef bucketlint
# Completion of bucketlint in zsh: source <(bucketlint completion zsh)

_bucketlint() {
  local -a rules=(${rules.join(' ')})
  local -a commands=(${others.map(({ word = '', about }) => quoted(`${word}:${about}`)).join(' ')})
  case $words[2] in
${others.map(commandCase).join('\n')}
  *)
    _arguments \\
${commands[0] ? optionLines(commands[0]) : ''}
      '1: :_bucketlint_first' '*:path:_files' ;;
  esac
}

_bucketlint_first() {
  _describe command commands
  _files
}

if [[ $funcstack[1] == _bucketlint ]]; then _bucketlint "$@"; else compdef _bucketlint bucketlint; fi
`

  function commandCase(command: CommandWords): string {
    return `  ${command.word ?? ''})
    words=("\${(@)words[2,-1]}")
    (( CURRENT-- ))
    _arguments \\
${optionLines(command)}
      '*:operand:${action(command.operand)}' ;;`
  }

  function optionLines({ options }: CommandWords): string {
    return options.map(option => `      ${optionSpec(option)} \\`).join('\n')
  }

  function optionSpec({ name, short, about, isRepeatable, value }: OptionWords): string {
    const told = `[${escaped(about)}]`
    if (!value)
      return short === undefined
        ? quoted(`--${name}${told}`)
        : `'(-${short} --${name})'{-${short},--${name}}${quoted(told)}`
    const form = value.isOptional ? '=-' : '='
    const colon = value.isOptional ? '::' : ':'
    const spec = `--${name}${form}${told}${colon}${escaped(value.called)}:${action(value.values)}`
    return quoted(isRepeatable ? `*${spec}` : spec)
  }

  function action(values: Values): string {
    switch (values) {
      case 'rule':
        return ' _sequence compadd - $rules'
      case 'rule=level':
        return ` compadd - \${^rules}={${levels.join(',')}}`
      case 'file':
        return '_files'
      case 'folder':
        return '_files -/'
      case 'any':
        return ' '
      default:
        return `(${values.join(' ')})`
    }
  }
}

function escaped(text: string): string {
  return text.replace(/[[\]:\\]/g, '\\$&')
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`
}
