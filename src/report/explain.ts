/** The page of one rule, for a terminal and as Markdown: all of it comes from the rule's own file. */
import type { Example, Rule } from '../rule.ts'
import { wrap, type Paint } from './terminal.ts'

type Part =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'code'; readonly language: string; readonly text: string }
  | { readonly kind: 'links'; readonly urls: readonly string[] }

interface Section {
  readonly heading: string
  readonly parts: readonly Part[]
}

const languages: Readonly<Record<Example['dialect'], string>> = { cloudformation: 'yaml', terraform: 'hcl' }

/** The addresses of the pages that hold a rule's facts: those of AWS, or where it says so others. */
export function urlsOf({ refs }: Rule): string[] {
  return refs.map(ref => (/^https?:\/\//.test(ref) ? ref : `https://docs.aws.amazon.com/${ref}`))
}

/** Explains a rule in a terminal. */
export function explain(id: string, rule: Rule, { paint, width }: { paint: Paint; width: number }): string {
  const sections = sectionsOf(rule).map(({ heading, parts }) => {
    const lines = parts.map(part => linesOf(part, paint, width).join('\n'))
    return `${paint('bold', heading)}\n${lines.join('\n\n')}\n`
  })
  const head = [paint('bold', id), ...wrap(rule.title, width), '', ...wrap(factsOf(rule), width)]
  return [`${head.join('\n')}\n`, ...sections].join('\n')
}

/** Explains a rule in Markdown. */
export function explainMarkdown(id: string, rule: Rule): string {
  const sections = sectionsOf(rule).flatMap(({ heading, parts }) => [
    `## ${heading}`,
    ...parts.map(markdownOf),
  ])
  return `${[`# ${id}`, rule.title, factsOf(rule), ...sections].join('\n\n')}\n`
}

function factsOf({ severity, preset, consequence }: Rule): string {
  return `Severity ${severity}, preset ${preset}, consequence ${consequence.replace('-', ' ')}.`
}

function sectionsOf(rule: Rule): Section[] {
  const text = (it: string): Part[] => (it === '' ? [] : [{ kind: 'text', text: it }])
  const code = (examples: readonly Example[]): Part[] =>
    examples.map(example => ({
      kind: 'code',
      language: languages[example.dialect],
      text: example.text.trimEnd(),
    }))
  return [
    { heading: 'Why', parts: text(rule.why) },
    { heading: 'What to do', parts: text(rule.remedy) },
    { heading: 'In CDK', parts: text(rule.remedyInCdk ?? '') },
    { heading: 'In Terraform', parts: text(rule.remedyInTerraform ?? '') },
    { heading: 'Controls', parts: text(rule.controls.join(', ')) },
    { heading: 'Wrong', parts: code(rule.bad) },
    { heading: 'Right', parts: code(rule.good) },
    { heading: 'References', parts: rule.refs.length > 0 ? [{ kind: 'links', urls: urlsOf(rule) }] : [] },
  ].filter(({ parts }) => parts.length > 0) as Section[]
}

function linesOf(part: Part, paint: Paint, width: number): string[] {
  switch (part.kind) {
    case 'text':
      return wrap(part.text, width, '  ')
    case 'links':
      return part.urls.map(url => `  ${url}`)
    case 'code':
      // The marks of the findings are what the example is about.
      return part.text.split('\n').map(line => {
        const mark = line.search(/# <- /)
        return mark < 0 ? `  ${line}`.trimEnd() : `  ${line.slice(0, mark)}${paint('red', line.slice(mark))}`
      })
  }
}

function markdownOf(part: Part): string {
  switch (part.kind) {
    case 'text':
      return part.text
    case 'links':
      return part.urls.map(url => `- <${url}>`).join('\n')
    case 'code':
      return `\`\`\`${part.language}\n${part.text}\n\`\`\``
  }
}
