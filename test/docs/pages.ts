/** The pages that people wrote, taken apart. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export const root = join(import.meta.dirname, '../..')

/** A fenced block. */
export interface Block {
  readonly language: string
  readonly text: string
}

/** A page: all of it, its fenced blocks, and what is written around these. */
export interface Page {
  /** Relative to the root of the repository. */
  readonly path: string
  readonly text: string
  readonly blocks: readonly Block[]
  readonly prose: string
}

const FENCE = /^( *)```(\w*)\n([^]*?)^ *```$/gm

function pageAt(path: string): Page {
  const text = readFileSync(join(root, path), 'utf8')
  const blocks = [...text.matchAll(FENCE)].map(([, indent = '', language = '', body = '']) => ({
    language,
    text: body.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
  }))
  return { path, text, blocks, prose: text.replaceAll(FENCE, '') }
}

function pagesIn(folder: string): Page[] {
  const names = readdirSync(join(root, folder)).filter(name => name.endsWith('.md'))
  return names.map(name => pageAt(`${folder}/${name}`))
}

export const pages: readonly Page[] = [pageAt('README.md'), ...pagesIn('docs')]

/** What is written by scripts/docs.ts. */
export const generated: readonly Page[] = pagesIn('docs/rules')

/** What stands between backquotes in the prose of a page. */
export function codesIn({ prose }: Page): readonly string[] {
  return [...prose.matchAll(/(?<!`)`([^`\n]+)`(?!`)/g)].map(([, code = '']) => code)
}

/** The commands of a page, as people type them. */
export function commandsIn({ blocks }: Page): readonly string[] {
  return blocks
    .filter(({ language }) => ['console', 'sh', 'bash'].includes(language))
    .flatMap(({ text }) => [...text.matchAll(/^\$ (.+)$/gm)].map(([, command = '']) => command))
}
