/** Suppressions as people write them, in whatever dialect: which rules, why, until when, and what they hold for. */
import type { Source, Span } from '../text/source.ts'

/** One suppression. */
export interface Directive extends DirectiveText {
  /** Where it is written. */
  readonly at: { readonly source: Source; readonly span: Span }
  readonly by: 'comment' | 'metadata' | 'config'
  /** Stands in a list of several tools: ids that are not ours are somebody else's. */
  readonly isShared?: boolean
  /** It holds for what any of these covers. */
  readonly holds: readonly Scope[]
}

/** What a suppression says. */
export interface DirectiveText {
  /** Ids of rules as written. */
  readonly rules: readonly string[]
  /** Empty where none is given. */
  readonly reason: string
  /** The last day as written, `2027-01-31`, which need not be a date. */
  readonly until?: string | undefined
  /** Why it suppresses nothing, where it is written in a way that nobody can read. */
  readonly unreadable?: string | undefined
}

/** A line and column from 1. */
interface Mark {
  readonly line: number
  readonly column: number
}

/** What a suppression holds for; `file` is as reports call it. */
export type Scope =
  /** What is found between two places, the end exclusive. */
  | { readonly kind: 'range'; readonly file: string; readonly start: Mark; readonly end: Mark }
  /** What is about a resource, its instances, or what is in the module of that address. */
  | { readonly kind: 'resource'; readonly file: string; readonly address: string }
  /** What is about a construct or what is made in it. */
  | { readonly kind: 'construct'; readonly path: string }
  | { readonly kind: 'file'; readonly file: string }
  /** What a config selects; addresses are those of resources and the paths of constructs. */
  | {
      readonly kind: 'selection'
      readonly file: (path: string) => boolean
      readonly address: (address: string) => boolean
    }

/** The scope of a span of a source. */
export function rangeOf(source: Source, { start, end }: Span): Scope {
  return { kind: 'range', file: source.path, start: source.position(start), end: source.position(end) }
}

/** The scope of whole lines. */
export function linesOf(file: string, first: number, last: number): Scope {
  return { kind: 'range', file, start: { line: first, column: 1 }, end: { line: last + 1, column: 1 } }
}

/** No comment is read further. */
export const LONGEST_COMMENT = 2000

/**
 * What a comment says, its marks (`#`, `//`) taken off: `bucketlint-ignore RULE[, RULE]: reason [until 2027-01-31]`.
 * Undefined where it does not want to be a suppression.
 */
export function readComment(comment: string): DirectiveText | undefined {
  const text = comment.slice(0, LONGEST_COMMENT).trim()
  const word = /^bucketlint[-:][\w-]+/i.exec(text)?.[0]
  if (word === undefined) return undefined
  if (word.toLowerCase() !== 'bucketlint-ignore')
    return unreadable(`'${word}' suppresses nothing: expected bucketlint-ignore RULE: reason`)
  const rest = text.slice(word.length)
  const colon = rest.indexOf(':')
  const named = colon < 0 ? rest : rest.slice(0, colon)
  const rules = named.split(',').flatMap(part => part.trim().split(/\s/)[0] || [])
  if (rules.length === 0)
    return unreadable('the suppression names no rule: expected bucketlint-ignore RULE: reason')
  return { rules, ...readReason(colon < 0 ? '' : rest.slice(colon + 1)) }
}

/** Takes the date off a reason: `legacy until 2027-01-31`, in brackets or not. What follows `until` must be a date. */
export function readReason(text: string): Pick<DirectiveText, 'reason' | 'until'> {
  const parts = text.trim().split(/(?:^|\s)\[?until\s/i)
  const until = parts.length > 1 ? parts.pop() : undefined
  return {
    reason: parts.join(' until ').trim(),
    ...(until === undefined ? {} : { until: until.trim().replace(/\]$/, '') }),
  }
}

/** A suppression that nobody can read. */
export function unreadable(why: string): DirectiveText {
  return { rules: [], reason: '', unreadable: why }
}
