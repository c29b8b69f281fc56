/** Policy documents as `data "aws_iam_policy_document"` writes them: a block for each statement. */
import { Exactly, gone, More, type Wanted } from '../../../model/change.ts'
import {
  attributeAt,
  bodyAt,
  isRecord,
  recordIn,
  together,
  type Part,
  type WantedBody,
} from '../tables/wanted-body.ts'
import {
  writingBlocks,
  writingText,
  writingTexts,
  type Write,
  type Writing,
  type Writings,
} from '../tables/writing.ts'

/** The elements of a statement; they are read where the document is put together. */
const statement: Writings = {
  Sid: writingText('sid'),
  Effect: writingText('effect'),
  Principal: principals('principals'),
  NotPrincipal: principals('not_principals'),
  Action: texts('actions'),
  NotAction: texts('not_actions'),
  Resource: texts('resources'),
  NotResource: texts('not_resources'),
  Condition: { path: 'condition', write: conditions },
}

/** A document. */
export const documentWritings: Writings = {
  Version: writingText('version'),
  Statement: writingBlocks('statement', statement),
}

function texts(path: string): Writing {
  const { write } = writingTexts(path)
  return { path, write: (to, has) => write?.(withVariables(to), has) }
}

function principals(path: string): Writing {
  const write: Write = (to, has) => {
    if (to === gone) return bodyAt(path, { kind: 'gone' })
    if (to === '*') return blocksAt(path, [principal('*', ['*'])], false)
    const record = recordIn(to)
    // Of blocks that are there nobody says which of them is meant.
    if (!record || (has(path) && isRecord(to))) return undefined
    const bodies = Object.entries(record).map(([type, whom]) => principal(type, listOf(whom)))
    return blocksAt(path, bodies, false)
  }
  return { path, write }
}

function principal(type: string, identifiers: readonly Wanted[]): WantedBody {
  return together([attributeAt('type', type), attributeAt('identifiers', withVariables(identifiers))])
}

/** A block for each key of each operator, beside those that are there. */
function conditions(to: Wanted): WantedBody | undefined {
  if (to === gone) return bodyAt('condition', { kind: 'gone' })
  const record = recordIn(to)
  if (!record) return undefined
  const bodies = Object.entries(record).flatMap(([test, keys]) =>
    Object.entries(recordIn(keys) ?? {}).map(([variable, values]) =>
      together([
        attributeAt('test', test),
        attributeAt('variable', variable),
        attributeAt('values', withVariables(listOf(values))),
      ]),
    ),
  )
  return blocksAt('condition', bodies, !(to instanceof Exactly))
}

function blocksAt(path: string, bodies: readonly WantedBody[], beside: boolean): WantedBody {
  return bodyAt(path, { kind: 'blocks', bodies, beside } satisfies Part)
}

function listOf(to: Wanted): readonly Wanted[] {
  if (to instanceof More) return to.items
  return Array.isArray(to)
    ? (to as readonly Wanted[])
    : [typeof to === 'object' || typeof to === 'symbol' ? to : String(to)]
}

/** `${aws:username}` is written as `&{aws:username}`. */
function withVariables(to: Wanted): Wanted {
  if (typeof to === 'string') return to.replaceAll('${', '&{')
  if (to instanceof More) return new More(to.items.map(withVariables))
  return Array.isArray(to) ? (to as readonly Wanted[]).map(withVariables) : to
}
