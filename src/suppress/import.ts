/**
 * Takes over the suppressions that templates hold for other tools, as suppressions for a config: cfn_nag, cdk-nag,
 * checkov, Trivy and tfsec.
 */
import { dirname } from 'node:path/posix'
import type { Config } from '../config/schema.ts'
import { rulesForPeer } from '../data/peer-ids.ts'
import { commentsOnResources, isTemplate } from '../formats/cloudformation/index.ts'
import { ruleIdOf, type RuleTable } from '../settings.ts'
import { grouped } from '../report/summary.ts'
import { parseDocument, type Entry, type MapNode, type Node } from '../syntax/index.ts'
import { Source } from '../text/source.ts'
import { peersInConfiguration } from './import-configuration.ts'
import { peerSuppressionsIn, type PeerSuppression } from './peer.ts'

/** A suppression of a config. */
type Suppression = NonNullable<Config['suppressions']>[number]

/** What was taken over, and what concerns no rule that there is here. */
export interface Imported {
  readonly suppressions: readonly Suppression[]
  readonly others: readonly (PeerSuppression & { readonly file: string; readonly address: string })[]
}

/** Reads the suppressions in templates and configurations; what is neither, or cannot be read, has none. */
export function importSuppressions(
  files: readonly { readonly path: string; readonly text: string }[],
  table: RuleTable,
): Imported {
  const suppressions = new Map<string, Suppression>()
  const others: (PeerSuppression & { file: string; address: string })[] = []
  for (const { file, address, selection, ...peer } of found(files)) {
    const rules = rulesForPeer(peer.id).filter(id => ruleIdOf(id, table) === id)
    const reason = peer.reason || `suppressed for ${peer.tool} as ${peer.id}, without a reason`
    const { until } = peer
    if (rules.length === 0 || !selection) others.push({ ...peer, file, address })
    else {
      const suppression = { rules, ...selection, reason, ...(until === undefined ? {} : { until }) }
      suppressions.set(JSON.stringify(suppression), suppression)
    }
  }
  return { suppressions: [...suppressions.values()], others }
}

/** A suppression, where it stands, and what of ours it is about, if anything is. */
interface Found extends PeerSuppression {
  readonly file: string
  readonly address: string
  readonly selection?: Pick<Suppression, 'files' | 'addresses'> | undefined
}

function found(files: readonly { readonly path: string; readonly text: string }[]): Found[] {
  const sources = files.map(({ path, text }) => new Source(path, text))
  const isConfiguration = ({ path }: Source) => /\.(?:tf|tofu)$/.test(path)
  const folders = grouped(sources.filter(isConfiguration), ({ path }) => dirname(path))
  return [
    ...sources.filter(each => !isConfiguration(each) && isMarked(each)).flatMap(inTemplate),
    ...[...folders.values()].filter(folder => folder.some(isMarked)).flatMap(inConfiguration),
  ]
}

function isMarked({ text }: Source): boolean {
  return /rules_to_suppress|checkov|bridgecrew:skip|(?:trivy|tfsec):ignore/.test(text)
}

function inConfiguration(folder: readonly Source[]): Found[] {
  return peersInConfiguration(folder).map(({ source, about, ...peer }) => {
    const files = about?.source ? { files: [globOf(about.source)] } : {}
    // Whoever calls the module that this is puts its own name before the address.
    const selection = about && { ...files, addresses: [about.address, `*.${about.address}`] }
    return { ...peer, file: source.path, selection }
  })
}

function inTemplate(source: Source): Found[] {
  const { root } = parseDocument(source)
  if (!root || !isTemplate(root)) return []
  const resources = root.get('Resources')?.value
  const all = [
    ...(resources?.kind === 'map' ? resources.entries.flatMap(inMetadata) : []),
    ...commentsOnResources(root).flatMap(({ text, id }) =>
      id === undefined ? [] : peerSuppressionsIn(text).map(peer => ({ ...peer, address: id })),
    ),
  ]
  return all.map(peer => ({
    ...peer,
    file: source.path,
    selection: { files: [globOf(source)], addresses: [peer.address] },
  }))
}

/** A glob without `/` would match at any depth. */
function globOf({ path }: Source): string {
  return path.includes('/') ? path : `/${path}`
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
