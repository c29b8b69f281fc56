/**
 * bucketlint as a plugin of ESLint (9.13 or later), for editors and CI jobs that run it anyway:
 *
 *     import { defineConfig } from 'eslint/config'
 *     import bucketlint from 'bucketlint/eslint'
 *
 *     export default defineConfig([bucketlint.configs.recommended])
 *
 * Each rule is one of ESLint's, such as `bucketlint/bucket-allows-http`. A file is linted with what is deployed together
 * with it; relations to what else there is in a repository the command tells.
 */
import { rules as table } from '../rules/index.ts'
import { version } from '../package.json'
import type { LanguageOptions } from './eslint/findings.ts'
import { fixingOf } from './eslint/fixing.ts'
import { language, TemplateSource } from './eslint/language.ts'
import type { LintRule, Loc, RuleContext } from './eslint/shapes.ts'
import type { Finding } from './finding.ts'
import { urlsOf } from './report/explain.ts'
import { tellFinding } from './report/summary.ts'
import type { Rule } from './rule.ts'
import type { Settings } from './settings.ts'

export type { LanguageOptions } from './eslint/findings.ts'

/** A config, to be put into the list of a project's own. */
export interface PluginConfig {
  name: string
  files: string[]
  plugins: { bucketlint: Plugin }
  language: string
  languageOptions: LanguageOptions
  rules: Record<string, 'error' | 'warn'>
}

/** The plugin. */
export interface Plugin {
  meta: { name: string; version: string; namespace: string }
  languages: { iac: typeof language }
  rules: Record<string, LintRule>
  configs: { recommended: PluginConfig; strict: PluginConfig }
}

/** What is infrastructure by its name; other JSON files are named by those who have some: `files: ['infra/*.json']`. */
const FILES = ['**/*.{yaml,yml,template,tf,tofu}', '**/*.{template,tf,tofu}.json']

/** What every rule may do. */
const changing = { fixable: 'code', hasSuggestions: true } as const

/** Tells what rules of the project's own find: which there are is known only when a file is linted. */
const CUSTOM = 'custom-rules'
const customRules: LintRule = {
  meta: {
    type: 'problem',
    ...changing,
    docs: { description: 'What the customRules of a config of bucketlint find', recommended: true },
    languages: ['bucketlint/iac'],
    schema: [],
  },
  create: context =>
    telling(
      context,
      ({ rule }) => !Object.hasOwn(table, rule),
      finding => `${finding.rule}: ${tellFinding(finding)}`,
    ),
}

const plugin: Plugin = {
  meta: { name: 'bucketlint', version, namespace: 'bucketlint' },
  languages: { iac: language },
  rules: {
    ...Object.fromEntries(Object.entries(table).map(([id, { rule }]) => [id, ruleOf(id, rule)])),
    [CUSTOM]: customRules,
  },
  configs: {
    get recommended() {
      return config('recommended')
    },
    get strict() {
      return config('strict')
    },
  },
}

export default plugin
// What a config in CommonJS is given: `const bucketlint = require('bucketlint/eslint')`.
export { plugin as 'module.exports' }

function config(preset: Settings['preset']): PluginConfig {
  const entries = Object.entries(table).filter(
    ([, { rule }]) => preset === 'strict' || rule.preset === preset,
  )
  return {
    name: `bucketlint/${preset}`,
    files: [...FILES],
    plugins: { bucketlint: plugin },
    language: 'bucketlint/iac',
    // The recommended preset is the default, which a config of bucketlint may raise.
    languageOptions: preset === 'strict' ? { preset } : {},
    rules: {
      ...Object.fromEntries(entries.map(([id, { rule }]) => [`bucketlint/${id}`, levelOf(rule)])),
      [`bucketlint/${CUSTOM}`]: 'error',
    },
  }
}

/** What fails a run of the command by default fails one of ESLint. */
function levelOf({ severity }: Rule): 'error' | 'warn' {
  return severity === 'low' || severity === 'info' ? 'warn' : 'error'
}

function ruleOf(id: string, rule: Rule): LintRule {
  const [url] = urlsOf(rule)
  return {
    meta: {
      type: 'problem',
      ...changing,
      docs: {
        description: rule.title,
        ...(url === undefined ? {} : { url }),
        recommended: rule.preset === 'recommended',
      },
      languages: ['bucketlint/iac'],
      schema: [],
    },
    create: context => telling(context, finding => finding.rule === id, tellFinding),
  }
}

/** Reports some of the findings in a file, in these words. */
function telling(
  context: RuleContext,
  isAsked: (finding: Finding) => boolean,
  wordsOf: (finding: Finding) => string,
): ReturnType<LintRule['create']> {
  return {
    document() {
      const { sourceCode } = context
      if (!(sourceCode instanceof TemplateSource)) return
      const { findings, source } = sourceCode.ast
      for (const finding of findings.filter(isAsked))
        context.report({ loc: locOf(finding), message: wordsOf(finding), ...fixingOf(finding, source) })
    },
  }
}

function locOf({ location: { line, column, endLine, endColumn } }: Finding): Loc {
  return { start: { line, column }, end: { line: endLine, column: endColumn } }
}
