/** Terraform's configuration language as text: files, template files, and the JSON form. */
import type { Source, Span } from '../../text/source.ts'
import { SyntaxFailure } from '../failure.ts'
import type { SyntaxProblem } from '../node.ts'
import type { Body, TemplatePart } from './ast.ts'
import { fileBody } from './body.ts'
import { Cursor } from './cursor.ts'
import { bareTemplate } from './template.ts'

export { parseTerraformJson } from './terraform-json.ts'

/** Parses `.tf`, `.tofu` and `.tfvars` files. Never throws: the body has what is whole, the problems say what is not. */
export function parseHcl(source: Source): {
  readonly body: Body
  readonly problems: readonly SyntaxProblem[]
  /** The places of comments, with their marks. */
  readonly comments: readonly Span[]
} {
  const cursor = new Cursor(source)
  const body = fileBody(cursor)
  return { body, problems: cursor.problems.all, comments: cursor.comments }
}

/** Parses what `templatefile` reads. Never throws: a template with an error has no parts. */
export function parseTemplate(source: Source): {
  readonly parts: readonly TemplatePart[]
  readonly problems: readonly SyntaxProblem[]
} {
  const cursor = new Cursor(source)
  try {
    return { parts: bareTemplate(cursor), problems: cursor.problems.all }
  } catch (failure) {
    if (!(failure instanceof SyntaxFailure)) throw failure
    cursor.problems.report(failure)
    return { parts: [], problems: cursor.problems.all }
  }
}
