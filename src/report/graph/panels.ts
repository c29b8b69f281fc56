/** What is known of each node, as HTML: one section a node. */
import type { Arrow, Fact, Graph, Group, Node } from '../../graph/index.ts'
import type { Location } from '../../finding.ts'
import { html, type Markup } from '../html/markup.ts'
import { term } from '../html/term.ts'
import { kindName, tellHolding, titleOf } from './labels.ts'

/** The sections of all nodes; a page shows the one that is chosen. */
export function panelsOf(graph: Graph): readonly Markup[] {
  const nodes = new Map(graph.nodes.map(node => [node.id, node]))
  const groups = new Map(graph.groups.map(group => [group.id, group]))
  return graph.nodes.map(node => {
    const around = groupsAround(node.group, groups)
    return html`<section
      class="about"
      id="about-${node.id}"
      data-node="${node.id}"
      data-groups="${around.map(({ id }) => id).join(' ')}"
      data-public="${String(node.facts.some(({ kind }) => kind === 'public'))}"
      hidden
    >
      <h2 tabindex="-1">${titleOf(node)}</h2>
      <p class="kind">${kindName(node)}${holdingOf(node)}</p>
      ${node.facts.map(openingOf)}
      <dl>
        ${term('Address', node.address)} ${term('Construct', node.construct)}
        ${term('Defined in', node.location && place(node.location))} ${around.map(groupTerm)}
        ${node.facts.map(factOf)}
      </dl>
      ${relationsOf(node, graph.arrows, nodes)}
    </section>`
  })
}

/** The group and those around it, the outermost first. */
function groupsAround(id: string | undefined, groups: ReadonlyMap<string, Group>): readonly Group[] {
  const group = id === undefined ? undefined : groups.get(id)
  return group ? [...groupsAround(group.parent, groups), group] : []
}

function groupTerm({ kind, name }: Group): Markup | undefined {
  const labels = { account: 'Account', region: 'Region', unit: 'Deployed with' }
  return term(labels[kind], name ?? 'not known')
}

function openingOf(fact: Fact): Markup | undefined {
  if (fact.kind !== 'public') return undefined
  const holding = tellHolding(fact)
  return html`<div class="alert">
    <strong>Public ${fact.access}</strong>${holding === undefined ? undefined : html`, ${holding}`}
    <p>${fact.witness.sentence}</p>
    <p class="place">${place(fact.location)}</p>
  </div>`
}

function factOf(fact: Fact): Markup | undefined {
  const holding = tellHolding(fact)
  const told = (text: string) => (holding === undefined ? text : `${text}, ${holding}`)
  switch (fact.kind) {
    case 'public':
      return undefined
    case 'versioning':
      return term('Versioning', told(fact.value))
    case 'encryption':
      return term('Encryption', told(fact.key === undefined ? fact.value : `${fact.value} with ${fact.key}`))
    case 'object lock':
      return term('Object Lock', told('enabled'))
    case 'website':
      return term('Website', told('configured'))
    case 'role':
      return term('Used as', told(fact.value))
  }
}

function relationsOf(
  { id }: Node,
  arrows: readonly Arrow[],
  nodes: ReadonlyMap<string, Node>,
): Markup | undefined {
  const own = arrows.filter(({ from, to }) => from === id || to === id)
  if (own.length === 0) return undefined
  return html`<h3>Relations</h3>
    <ul class="relations">
      ${own.map(arrow => {
        const isOut = arrow.from === id
        const other = nodes.get(isOut ? arrow.to : arrow.from)
        const link = other && html`<button type="button" data-go="${other.id}">${titleOf(other)}</button>`
        return html`<li>
          ${isOut ? html`${arrow.kind} ${link}` : html`${link} ${arrow.kind} it`}
          <small
            >${[...arrow.details, tellHolding(arrow), place(arrow.location)].filter(Boolean).join(' · ')}</small
          >
        </li>`
      })}
    </ul>`
}

function holdingOf(node: Node): string {
  const holding = tellHolding(node)
  return holding === undefined ? '' : `, exists ${holding}`
}

function place({ file, line }: Location): string {
  return `${file}:${line}`
}
