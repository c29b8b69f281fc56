/** Completion in bash, from 3.2 (that of macOS) on. */
import type { CommandWords, Values, Words } from './words.ts'

/** Makes the script; no word of ours has blanks or anything that the shell expands. */
export function bashScript({ rules, levels, commands }: Words): string {
  const names = commands.flatMap(({ word }) => word ?? [])
  return `# Completion of bucketlint in bash: source <(bucketlint completion bash)

_bucketlint() {
  local line=\${COMP_LINE:0:COMP_POINT} rules='${rules.join(' ')}'
  local command='' cur='' prev choices='' rule head
  local -a words
  read -ra words <<<"$line"
  if [[ $line != *[[:space:]] ]]; then
    cur=\${words[\${#words[@]}-1]}
    unset "words[\${#words[@]}-1]"
  fi
  prev=\${words[\${#words[@]}-1]}
  case \${words[1]-} in ${names.join('|')}) command=\${words[1]} ;; esac
  if [[ $cur == --*=* ]]; then
    prev=\${cur%%=*}
    cur=\${cur#*=}
  fi
  case "$command $prev" in
${commands.flatMap(valueCases).join('\n')}
  *)
    case "$command" in
${commands.map(command => operandCase(command, names)).join('\n')}
    esac ;;
  esac
  # Of a list such as a,b only the last item is completed; bash itself takes what follows the last =.
  head=\${cur%"\${cur##*,}"}
  COMPREPLY=($(compgen -P "$head" -W "$choices" -- "\${cur#"$head"}"))
  COMPREPLY=("\${COMPREPLY[@]#"\${cur%"\${cur##*=}"}"}")
}

# Where nothing is offered, files are.
complete -o default -F _bucketlint bucketlint
`

  function valueCases({ word = '', options }: CommandWords): string[] {
    return options.flatMap(({ name, value }) =>
      value && !value.isOptional ? `  '${word} --${name}') ${offer(value.values)} ;;` : [],
    )
  }

  function operandCase({ word, options, operand }: CommandWords, commandNames: readonly string[]): string {
    const flags = options.map(({ name }) => `--${name}`).join(' ')
    const operands = word === undefined ? firstWord(commandNames) : offer(operand)
    return `    '${word ?? ''}') if [[ $cur == -* ]]; then choices='${flags}'; else ${operands}; fi ;;`
  }

  function firstWord(commandNames: readonly string[]): string {
    return `[[ \${#words[@]} -gt 1 ]] || choices='${commandNames.join(' ')}'`
  }

  function offer(values: Values): string {
    switch (values) {
      case 'rule':
        return 'choices=$rules'
      case 'rule=level':
        return `for rule in $rules; do choices+="${levels.map(level => ` $rule=${level}`).join('')}"; done`
      case 'file':
      case 'folder':
      case 'any':
        return ':'
      default:
        return `choices='${values.join(' ')}'`
    }
  }
}
