/**
 * Takes over the suppressions that templates hold for other tools, as suppressions for a config: cfn_nag, cdk-nag,
 * checkov, Trivy and tfsec.
 */
import type { Config } from '../config/schema.ts'
import { rulesForPeer } from '../data/peer-ids.ts'
import { commentsOnResources, isTemplate } from '../formats/cloudformation/index.ts'
import { LONGEST_COMMENT } from '../model/directive.ts'
import { ruleIdOf, type RuleTable } from '../settings.ts'
import { parseDocument, type Entry, type MapNode, type Node } from '../syntax/index.ts'
import { Source } from '../text/source.ts'

/** A suppression of a config. */
type Suppression = NonNullable<Config['suppressions']>[number]

/** A suppression that another tool obeys. */
export interface PeerSuppression {
  readonly tool: 'cfn_nag' | 'cdk-nag' | 'checkov' | 'trivy' | 'tfsec'
  readonly id: string
  /** Empty where none is given. */
  readonly reason: string
  readonly until?: string | undefined
}

/** What was taken over, and what concerns no rule that there is here. */
export interface Imported {
  readonly suppressions: readonly Suppression[]
  readonly others: readonly (PeerSuppression & { readonly file: string; readonly address: string })[]
}

/** Reads the suppressions in templates; what is no template, or cannot be read, has none. */
export function importSuppressions(
  files: readonly { readonly path: string; readonly text: string }[],
  table: RuleTable,
): Imported {
  const suppressions = new Map<string, Suppression>()
  const others: (PeerSuppression & { file: string; address: string })[] = []
  for (const { path, text } of files)
    for (const { address, ...peer } of inTemplate(new Source(path, text))) {
      const rules = rulesForPeer(peer.id).filter(id => ruleIdOf(id, table) === id)
      const reason = peer.reason || `suppressed for ${peer.tool} as ${peer.id}, without a reason`
      const { until } = peer
      if (rules.length === 0) others.push({ ...peer, file: path, address })
      else
        suppressions.set(JSON.stringify([path, address, rules, reason, until]), {
          rules,
          files: [path],
          addresses: [address],
          reason,
          ...(until === undefined ? {} : { until }),
        })
    }
  return { suppressions: [...suppressions.values()], others }
}

/** The suppressions in a comment: `checkov:skip=ID:reason`, `trivy:ignore:ID`, `tfsec:ignore:ID:exp:2027-01-31`. */
export function peerSuppressionsIn(comment: string): PeerSuppression[] {
  const text = comment.slice(0, LONGEST_COMMENT).trim()
  const [, id, reason] = /\bcheckov:skip=(\w+)(?::(.*))?$/.exec(text) ?? []
  if (id !== undefined) return [{ tool: 'checkov', id, reason: reason?.trim() ?? '' }]
  return Array.from(
    text.matchAll(/\b(trivy|tfsec):ignore:([\w-]+)(?:\[[^\]]*\])?((?::\w+:[\w-]+)*)/g),
    match => {
      const [, tool = '', peer = '', more = ''] = match
      const until = /:exp:([\w-]+)/.exec(more)?.[1]
      return { tool: tool === 'trivy' ? 'trivy' : 'tfsec', id: peer, reason: '', until }
    },
  )
}

function inTemplate(source: Source): (PeerSuppression & { readonly address: string })[] {
  if (!/rules_to_suppress|checkov|(?:trivy|tfsec):ignore/.test(source.text)) return []
  const { root } = parseDocument(source)
  if (!root || !isTemplate(root)) return []
  const resources = root.get('Resources')?.value
  return [
    ...(resources?.kind === 'map' ? resources.entries.flatMap(inMetadata) : []),
    ...commentsOnResources(root).flatMap(({ text, id }) =>
      id === undefined ? [] : peerSuppressionsIn(text).map(peer => ({ ...peer, address: id })),
    ),
  ]
}

function inMetadata({ key: address, value }: Entry): (PeerSuppression & { readonly address: string })[] {
  const metadata = mapAt(value, 'Metadata')
  const listed = (holder: string, list: string, reasonKey: string, tool: PeerSuppression['tool']) =>
    itemsAt(mapAt(metadata, holder), list).flatMap(item => {
      const id = textAt(item, 'id')
      if (id === undefined) return []
      const written = textAt(item, reasonKey)?.trim() ?? ''
      const isEncoded = textAt(item, 'is_reason_encoded') === 'true'
      const reason = isEncoded ? Buffer.from(written, 'base64').toString('utf8') : written
      return [{ tool, id, reason, address }]
    })
  return [
    ...listed('cfn_nag', 'rules_to_suppress', 'reason', 'cfn_nag'),
    ...listed('cdk_nag', 'rules_to_suppress', 'reason', 'cdk-nag'),
    ...listed('checkov', 'skip', 'comment', 'checkov'),
  ]
}

function mapAt(node: Node | undefined, key: string): MapNode | undefined {
  const value = node?.kind === 'map' ? node.get(key)?.value : undefined
  return value?.kind === 'map' ? value : undefined
}

function itemsAt(node: MapNode | undefined, key: string): readonly MapNode[] {
  const value = node?.get(key)?.value
  return value?.kind === 'list' ? value.items.flatMap(item => (item.kind === 'map' ? item : [])) : []
}

function textAt(node: MapNode, key: string): string | undefined {
  const value = node.get(key)?.value
  return value?.kind === 'scalar' ? value.text : undefined
}
