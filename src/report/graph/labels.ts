/** How nodes and arrows are called, in every format alike. */
import type { Arrow, Fact, Holding, Node, NodeKind } from '../../graph/index.ts'
import { tellWhen } from '../summary.ts'
import { printable } from '../terminal.ts'

/** Something to notice about a bucket at a glance. */
export interface Mark {
  readonly text: string
  readonly tone: 'alarm' | 'plain'
  /** When it holds, where that is not always. */
  readonly holding: string | undefined
  /** All that there is to say, in lines. */
  readonly hint: readonly string[]
}

const kindNames: Readonly<Record<NodeKind, string>> = {
  bucket: 'bucket',
  'access point': 'access point',
  'multi-region access point': 'multi-region access point',
  topic: 'SNS topic',
  queue: 'SQS queue',
  function: 'Lambda function',
  distribution: 'CloudFront distribution',
  trail: 'CloudTrail trail',
  'configuration recorder': 'AWS Config',
  'flow log': 'VPC flow log',
  'load balancer': 'load balancer',
  'log delivery': 'log delivery',
  outside: 'defined elsewhere',
}

/** What a node is, in words. */
export function kindName({ kind }: Node): string {
  return kindNames[kind]
}

/** The name that people know a node by: the one it has in AWS if that is told, the construct's, else the address. */
export function titleOf(node: Node): string {
  const { name, address, kind } = node
  if (name !== undefined && !isOpen(name)) return printable(name)
  return constructOf(node) ?? printable(kind === 'outside' ? endOf(address) : withoutType(address))
}

/** An address in Terraform without the type, which the picture of the node tells: `module.logs.this`. */
function withoutType(address: string): string {
  return address.replace(/(^|\.)aws_[a-z0-9_]+\.(?=[\w-]+(?:\[[^\]]*\])?$)/, '$1')
}

/** What else a node is called, or what it is. */
export function subtitleOf(node: Node): string {
  if (node.kind !== 'bucket') return kindName(node)
  const title = titleOf(node)
  const others = [constructOf(node), node.name, node.address].flatMap(other =>
    other === undefined ? [] : printable(other),
  )
  return others.find(other => other !== title) ?? kindName(node)
}

/** Names that are made of parameters are much alike. */
function isOpen(name: string): boolean {
  return name.includes('${')
}

function constructOf({ construct }: Node): string | undefined {
  return construct === undefined ? undefined : printable(construct.replace(/\/Resource$/, ''))
}

/** The name at the end of an ARN, which may hold colons in what is not known: `${AWS::Region}`. */
function endOf(address: string): string {
  if (!address.startsWith('arn:')) return address
  return /(?:\$\{[^}]*\}|[^:])+$/.exec(address.slice(-200))?.[0] ?? address
}

/** When something holds, in words; `undefined` where it holds in every world. */
export function tellHolding({ when, certainty }: Holding): string | undefined {
  const perhaps = certainty === 'possible' ? 'perhaps' : undefined
  const words = [perhaps, when.length > 0 ? `when ${tellWhen(when)}` : undefined].filter(Boolean)
  return words.length > 0 ? printable(words.join(', ')) : undefined
}

/** Whether something holds in some worlds only, or perhaps. */
export function isPartial(holding: Holding): boolean {
  return holding.when.length > 0 || holding.certainty === 'possible'
}

/** What an arrow says, with all that is known of it. */
export function tellArrow(arrow: Arrow, from: Node, to: Node): string {
  const holding = tellHolding(arrow)
  const details = arrow.details.length > 0 ? ` (${arrow.details.join(', ')})` : ''
  const sentence = `${titleOf(from)} ${arrow.kind} ${titleOf(to)}${details}`
  return printable(holding === undefined ? sentence : `${sentence}, ${holding}`)
}

/** What to notice about a node: who of the whole world gets in, then what could be lost, then who holds the key. */
export function marksOf({ facts }: Node): readonly Mark[] {
  return [...publicMarks(facts), ...facts.flatMap(fact => markOf(fact) ?? [])]
}

function publicMarks(facts: readonly Fact[]): Mark[] {
  const open = facts.filter(fact => fact.kind === 'public')
  const access = new Set(open.map(fact => fact.access))
  if (access.size === 0) return []
  const isGuess = open.every(({ certainty }) => certainty === 'possible')
  return [
    {
      text: `public ${[...access].join(' + ')}${isGuess ? '?' : ''}`,
      tone: 'alarm',
      holding: open.every(isPartial) ? open.map(tellHolding).join(' or ') : undefined,
      hint: open.map(fact => [tellHolding(fact), fact.witness.sentence].filter(Boolean).join(': ')),
    },
  ]
}

function markOf(fact: Fact): Mark | undefined {
  // What is only a guess is told where there is room to say so.
  if (fact.certainty === 'possible') return undefined
  const text = markText(fact)
  if (text === undefined) return undefined
  const holding = tellHolding(fact)
  return { text, tone: 'plain', holding, hint: [holding === undefined ? text : `${text} ${holding}`] }
}

function markText(fact: Fact): string | undefined {
  if (fact.kind === 'versioning' && fact.value !== 'enabled')
    return fact.value === 'off' ? 'not versioned' : 'versioning suspended'
  if (fact.kind === 'encryption' && fact.value !== 'SSE-S3')
    return fact.value === 'SSE-KMS' ? 'KMS' : 'KMS (dual)'
  return undefined
}
