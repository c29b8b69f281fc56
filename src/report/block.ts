/** One finding, notice or error as lines for a terminal. */
import type { Finding, Location, Notice, Severity } from '../finding.ts'
import type { Source } from '../text/source.ts'
import { excerpt } from './excerpt.ts'
import {
  authored,
  isCertain,
  remedyOf,
  ruleOf,
  tellFinding,
  tellWhen,
  type ReportOptions,
} from './summary.ts'
import { printable, wrap, type Paint } from './terminal.ts'

type Style = Parameters<Paint>[0]

/** What places are shown with. */
export interface Marked extends Pick<ReportOptions, 'width' | 'paint'> {
  readonly sources: ReadonlyMap<string, Source>
}

/** What blocks are made with. */
export interface Sheet extends Marked, Pick<ReportOptions, 'rules'> {}

/** How severities look. */
export const styles: Readonly<Record<Severity, Style>> = {
  critical: ['bold', 'magenta'],
  high: ['bold', 'red'],
  medium: ['bold', 'yellow'],
  low: ['bold', 'blue'],
  info: ['bold', 'cyan'],
}

/** A finding with its place and what to do; `withWhy` adds why it matters. */
export function findingBlock(finding: Finding, withWhy: boolean, sheet: Sheet): string[] {
  const { severity, message, location, when, witness, causes, resource } = finding
  const rule = ruleOf(finding.rule, sheet.rules)
  const author = finding.source && authored(finding)
  const apart = finding.notes.filter(note => isApart(note.location, location))
  const beside = finding.notes.filter(note => !apart.includes(note))
  const gutter = gutterOf([location, ...apart.map(note => note.location), ...(author ? [author] : [])])
  // What is said of a file as a whole has the file for its resource.
  const suffix = resource.address === location.file ? undefined : (resource.construct ?? resource.address)
  const fact = (label: string, text: string | undefined): string[] =>
    text === undefined ? [] : factLines(label, text, gutter, sheet)
  return [
    ...headline(
      isCertain(finding) ? severity : `possible ${severity}`,
      styles[severity],
      ` ${finding.rule}`,
      message,
      sheet,
    ),
    ...placeLines({ location, gutter, arrow: '-->', mark: '^', style: styles[severity], suffix }, sheet),
    ...(author
      ? placeLines({ location: author, gutter, arrow: ':::', mark: '-', style: 'blue' }, sheet)
      : []),
    ...fact('when', when.length > 0 ? tellWhen(when) : undefined),
    ...beside.flatMap(note => fact('note', note.message)),
    ...fact('proof', witness?.sentence),
    ...fact('open', causes.length > 0 ? `depends on ${causes.join(' and ')}` : undefined),
    ...fact('why', withWhy ? rule?.why : undefined),
    ...fact('fix', remedyOf(finding, sheet.rules)),
    ...apart.flatMap(note => [
      ...fact('note', note.message),
      ...placeLines({ location: note.location, gutter, arrow: ':::', mark: '-', style: 'blue' }, sheet),
    ]),
  ]
}

/** A notice or an error, with its place if it has one. */
export function noticeBlock(
  kind: 'error' | 'notice',
  { message, location }: Notice,
  sheet: Marked,
): string[] {
  const style = styles[kind === 'error' ? 'high' : 'info']
  const head = headline(kind, style, '', message, sheet)
  if (!location) return head
  return [
    ...head,
    ...placeLines({ location, gutter: gutterOf([location]), arrow: '-->', mark: '^', style }, sheet),
  ]
}

/** What a statement or setting has to do with an answer, and where it is written. */
export function placeBlock(message: string, location: Location, sheet: Marked): string[] {
  const gutter = gutterOf([location])
  return [
    ...factLines('note', message, gutter, sheet),
    ...placeLines({ location, gutter, arrow: ':::', mark: '-', style: 'blue' }, sheet),
  ]
}

/** A finding in one line. */
export function findingLine(finding: Finding, { paint }: Pick<Sheet, 'paint'>): string {
  const { rule, severity, location } = finding
  return `${tellPlace(location)}: ${paint(styles[severity], severity)} ${rule}: ${printable(tellFinding(finding))}`
}

/** `kind name: message`, the message on as many lines as it takes. */
function headline(
  kind: string,
  style: Style,
  name: string,
  message: string,
  { paint, width }: Marked,
): string[] {
  const head = `${kind}${name}:`
  const [first = '', ...rest] = wrap(message, width, `${head} `, 2)
  return [
    `${paint(style, kind)}${name}:${paint('bold', first.slice(head.length))}`,
    ...rest.map(line => paint('bold', line)),
  ]
}

const LABEL = 'proof'.length

function factLines(label: string, text: string, gutter: number, { paint, width }: Marked): string[] {
  const blank = ' '.repeat(gutter + 1)
  const head = `${blank}= ${label.padEnd(LABEL)} `
  const [first = '', ...rest] = wrap(text, width, head)
  return [
    `${blank}${paint('blue', '=')} ${paint('bold', label)}${first.slice(blank.length + 2 + label.length)}`,
    ...rest,
  ]
}

interface Place {
  readonly location: Location
  /** Columns that line numbers take. */
  readonly gutter: number
  readonly arrow: string
  /** What underlines the place. */
  readonly mark: string
  readonly style: Style
  /** What is there. */
  readonly suffix?: string | undefined
}

/** Where something is, and its line of the source if that is at hand. */
function placeLines({ location, gutter, arrow, mark, style, suffix }: Place, sheet: Marked): string[] {
  const { paint, width, sources } = sheet
  const inside = suffix === undefined ? '' : paint('dim', ` in ${printable(suffix)}`)
  const head = `${' '.repeat(gutter)}${paint('blue', arrow)} ${tellPlace(location)}${inside}`
  const source = sources.get(location.file)
  if (!source) return [head]
  const bar = paint('blue', '|')
  const blank = ' '.repeat(gutter + 1)
  const { text, before, length } = excerpt(source, location, width - gutter - 3)
  return [
    head,
    `${blank}${bar}`,
    `${paint('blue', String(location.line).padStart(gutter))} ${bar} ${text}`,
    `${blank}${bar} ${' '.repeat(before)}${paint(style, mark.repeat(length))}`,
  ]
}

function gutterOf(locations: readonly Location[]): number {
  return Math.max(...locations.map(({ line }) => String(line).length))
}

/** Whether two places are shown as two. */
export function isApart(one: Location, other: Location): boolean {
  return one.file !== other.file || one.line !== other.line
}

/** `file:line:column`. */
export function tellPlace({ file, line, column }: Location): string {
  return `${printable(file)}:${line}:${column}`
}
