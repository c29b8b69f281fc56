/** Templates: quoted texts, heredocs, and files or JSON texts that are a template as a whole. */
import type { Expression, TemplatePart } from './ast.ts'
import { loopHead } from './collection.ts'
import type { Cursor } from './cursor.ts'
import { escape } from './escape.ts'
import { expression } from './expression.ts'
import { Pieces, type Piece } from './pieces.ts'

/** Reads a text in double quotes. */
export function quotedTemplate(cursor: Cursor): Expression {
  const open = cursor.at
  const { depth } = cursor
  const pieces = new Pieces()
  cursor.at++
  for (;;) {
    const start = cursor.at
    const text = quotedText(cursor, open)
    if (cursor.at > start) pieces.add({ kind: 'text', text, start, end: cursor.at })
    if (cursor.text.charAt(cursor.at) === '"') break
    sequence(cursor, pieces)
  }
  cursor.at++
  cursor.depth = depth
  return asExpression(cursor, pieces, open)
}

/** Reads a text in double quotes that must have no `${}` and `%{}`. */
export function quotedLabel(cursor: Cursor): string {
  const open = cursor.at++
  const text = quotedText(cursor, open)
  if (cursor.text.charAt(cursor.at) !== '"') cursor.fail('a label without templates')
  cursor.at++
  return text
}

/** Reads up to a `${`, a `%{` or the closing quote. */
function quotedText(cursor: Cursor, open: number): string {
  let text = ''
  for (;;) {
    text += plainRun(cursor, QUOTED_RUN)
    const sign = cursor.text.charAt(cursor.at)
    if (sign === '\\') text += escape(cursor)
    else if (sign === '$' || sign === '%') {
      if (isSequence(cursor)) return text
      text += sigil(cursor)
    } else if (sign === '"') return text
    else {
      const found = sign === '' ? cursor.theEnd : 'the end of the line'
      cursor.failAt(`expected '"' at the end of the text, found ${found}`, open, cursor.at)
    }
  }
}

const QUOTED_RUN = /[^"\\$%\r\n]+/y

/** Reads `<<NAME`, lines, and a line with the name. */
export function heredoc(cursor: Cursor): Expression {
  const start = cursor.at
  HEREDOC_START.lastIndex = start
  const [intro, indented, name = ''] = HEREDOC_START.exec(cursor.text) ?? []
  if (intro === undefined) cursor.failAt("expected a name and the end of the line after '<<'", start)
  const { depth } = cursor
  const pieces = new Pieces()
  const closing = new RegExp(`[^\\S\\n]*${name}[^\\S\\r\\n]*(?=\\r?\\n)`, 'y')
  cursor.at += intro.length
  let isLineStart = true
  for (;;) {
    if (isLineStart && plainRun(cursor, closing) !== '') break
    const from = cursor.at
    const text = line(cursor)
    if (/\r(?!\n)/.test(text))
      cursor.failAt('expected a line feed after each carriage return, found one alone', from, cursor.at)
    if (cursor.at > from) pieces.add({ kind: 'text', text, start: from, end: cursor.at })
    isLineStart = text.endsWith('\n')
    if (isLineStart) continue
    if (cursor.at === cursor.text.length) failOpenHeredoc(cursor, start, name)
    sequence(cursor, pieces)
  }
  cursor.depth = depth
  if (indented) pieces.unindent()
  return asExpression(cursor, pieces, start)
}

function failOpenHeredoc(cursor: Cursor, start: number, name: string): never {
  const line = cursor.line(start)
  const message = `expected a line with ${name} alone for the '<<' in line ${line}, found ${cursor.theEnd}`
  // What follows may be the next items as well as text.
  cursor.at = start
  return cursor.failAt(message, start, cursor.text.indexOf('\n', start))
}

const HEREDOC_START = /<<(-)?([\p{ID_Start}_][\p{ID_Continue}-]*)\r?\n/uy

/** Reads a text that is a template as a whole. */
export function bareTemplate(cursor: Cursor): readonly TemplatePart[] {
  const pieces = new Pieces()
  while (cursor.at < cursor.text.length) {
    const start = cursor.at
    const text = line(cursor)
    if (cursor.at > start) pieces.add({ kind: 'text', text, start, end: cursor.at })
    if (!text.endsWith('\n') && cursor.at < cursor.text.length) sequence(cursor, pieces)
  }
  return pieces.parts(cursor)
}

/** Reads up to a `${`, a `%{`, the end, or the end of the line with the line break. */
function line(cursor: Cursor): string {
  let text = ''
  for (;;) {
    text += plainRun(cursor, LINE_RUN)
    const sign = cursor.text.charAt(cursor.at)
    if (sign === '' || ((sign === '$' || sign === '%') && isSequence(cursor))) return text
    if (sign !== '\n') text += sigil(cursor)
    else {
      cursor.at++
      return `${text}\n`
    }
  }
}

const LINE_RUN = /[^$%\n]+/y

function plainRun(cursor: Cursor, pattern: RegExp): string {
  pattern.lastIndex = cursor.at
  const run = pattern.exec(cursor.text)?.[0] ?? ''
  cursor.at += run.length
  return run
}

function isSequence(cursor: Cursor): boolean {
  return cursor.text.charAt(cursor.at + 1) === '{'
}

/** Reads a `$` or `%` that starts no sequence; doubled before a brace it stands for one. */
function sigil(cursor: Cursor): string {
  const sign = cursor.text.charAt(cursor.at)
  const isEscape = cursor.text.startsWith(`${sign}${sign}{`, cursor.at)
  cursor.at += isEscape ? 3 : 1
  return isEscape ? `${sign}{` : sign
}

/** Reads one `${...}` or `%{...}`. */
function sequence(cursor: Cursor, pieces: Pieces): void {
  const start = cursor.at
  cursor.at += 2
  if (cursor.text.charAt(cursor.at) === '~') {
    cursor.at++
    pieces.trimEnd()
  }
  const outer = cursor.lineBreaksCount
  cursor.lineBreaksCount = false
  const isValue = cursor.text.charAt(start) === '$'
  const content = isValue ? { kind: 'value' as const, value: expression(cursor) } : directive(cursor)
  cursor.next()
  const trimsNext = cursor.text.startsWith('~}', cursor.at)
  if (trimsNext) cursor.at++
  cursor.expectClosing('}', start + 1)
  cursor.lineBreaksCount = outer
  pieces.add({ ...content, start, end: cursor.at })
  pieces.trimsNext = trimsNext
}

type Content<P> = P extends Piece ? Omit<P, 'start' | 'end'> : never

function directive(cursor: Cursor): Content<Piece> {
  const word = cursor.word() ?? ''
  if (!/^(?:if|else|endif|for|endfor)$/.test(word)) cursor.fail("'if', 'else', 'endif', 'for' or 'endfor'")
  cursor.at += word.length
  // What stands up to the end of an `if` or `for` is a level deeper.
  if (word === 'endif' || word === 'endfor') cursor.shallower()
  if (word === 'else' || word === 'endif' || word === 'endfor') return { kind: word }
  cursor.deeper()
  if (word === 'if') return { kind: 'if', condition: expression(cursor) }
  const { keyName, itemName, collection } = loopHead(cursor)
  return { kind: 'for', key: keyName, item: itemName, collection }
}

/** A template of plain text is a literal. */
function asExpression(cursor: Cursor, pieces: Pieces, start: number): Expression {
  const parts = pieces.parts(cursor)
  const [first] = parts
  const span = cursor.span(start)
  if (!first) return { kind: 'literal', type: 'string', text: '', span }
  if (parts.length === 1 && first.kind === 'text')
    return { kind: 'literal', type: 'string', text: first.text, span }
  return { kind: 'template', parts, span }
}
