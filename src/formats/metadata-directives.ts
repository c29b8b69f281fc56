/** Suppressions in the metadata of resources and constructs, which CloudFormation and CDK write alike. */
import { readReason, unreadable, type Directive, type DirectiveText, type Scope } from '../model/directive.ts'
import type { Entry, MapNode, Node } from '../syntax/node.ts'

/** Names that metadata holds suppressions under: whatever holds none of them need not be looked at. */
export const METADATA_MARKS = ['bucketlint', 'cdk_nag']

/** Rules of ours in the metadata of others are written with or without this before their id. */
const OURS = /^bucketlint::/i

/** The suppressions in a map of metadata: `bucketlint: {ignore: {RULE: reason}}`, and ours among those of cdk-nag. */
export function metadataDirectives(metadata: Node | undefined, holds: readonly Scope[]): Directive[] {
  if (metadata?.kind !== 'map') return []
  const own = metadata.get('bucketlint')
  const nag = metadata.get('cdk_nag')?.value
  const listed = nag?.kind === 'map' ? nag.get('rules_to_suppress')?.value : undefined
  return [
    ...(own ? ownDirectives(own, holds) : []),
    ...(listed?.kind === 'list' ? listed.items.flatMap(item => nagDirective(item, holds)) : []),
  ]
}

/** `{ignore: {RULE: reason}}`. */
export function ownDirectives({ keySpan, value }: Entry, holds: readonly Scope[]): Directive[] {
  const told = (at: Directive['at'], text: DirectiveText): Directive => ({
    ...text,
    at,
    by: 'metadata',
    holds,
  })
  const lost = (span = keySpan) =>
    told(
      { source: value.source, span },
      unreadable('this metadata suppresses nothing: expected ignore: {RULE: reason}'),
    )
  if (value.kind !== 'map') return [lost()]
  return value.entries.flatMap(entry => {
    if (entry.key !== 'ignore' || entry.value.kind !== 'map') return lost(entry.keySpan)
    return entry.value.entries.map(rule =>
      told({ source: value.source, span: rule.keySpan }, { rules: [rule.key], ...reasonOf(rule.value) }),
    )
  })
}

/** What CDK's own `Validations.of(scope).acknowledge()` records: `{"bucketlint::RULE": reason}`. */
export function acknowledgedDirectives(data: Node | undefined, holds: readonly Scope[]): Directive[] {
  if (data?.kind !== 'map') return []
  return data.entries
    .filter(({ key }) => OURS.test(key))
    .map(({ key, keySpan, value }) => ({
      rules: [key.replace(OURS, '')],
      ...reasonOf(value),
      at: { source: value.source, span: keySpan },
      by: 'metadata',
      holds,
    }))
}

/** Its list may name rules of ours beside those of cdk-nag itself. */
function nagDirective(item: Node, holds: readonly Scope[]): Directive[] {
  if (item.kind !== 'map') return []
  const id = textAt(item, 'id')
  if (id === undefined) return []
  const written = textAt(item, 'reason') ?? ''
  // cdk-nag encodes reasons that are not plain ASCII.
  const isEncoded = textAt(item, 'is_reason_encoded') === 'true'
  const reason = isEncoded ? Buffer.from(written, 'base64').toString('utf8') : written
  const isShared = !OURS.test(id)
  const rules = [id.replace(OURS, '')]
  return [{ rules, ...readReason(reason), at: item, by: 'metadata', isShared, holds }]
}

/** A reason as text, or as `{reason, until}`. */
function reasonOf(node: Node): Pick<DirectiveText, 'reason' | 'until'> {
  if (node.kind === 'scalar') return readReason(node.text)
  if (node.kind !== 'map') return { reason: '' }
  const until = textAt(node, 'until')
  return { ...readReason(textAt(node, 'reason') ?? ''), ...(until === undefined ? {} : { until }) }
}

function textAt(node: MapNode, key: string): string | undefined {
  const value = node.get(key)?.value
  return value?.kind === 'scalar' ? value.text : undefined
}
