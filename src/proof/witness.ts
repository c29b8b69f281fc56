/** Requests for people. */
import type { Holes } from './holes.ts'
import { keyOfVariable } from './variables.ts'
import type { Actor, Context, Request, Witness } from './types.ts'

/** Keys that the sentence says in other words, or that say nothing. */
const spoken = new Set([
  'aws:securetransport',
  's3:tlsversion',
  'aws:sourceip',
  'aws:sourcevpc',
  'aws:sourcevpce',
  'aws:vpcsourceip',
  's3:dataaccesspointarn',
  's3:dataaccesspointaccount',
  's3:accesspointnetworkorigin',
  'aws:principaltype',
  'aws:principalarn',
  'aws:principalaccount',
  'kms:calleraccount',
  'aws:principalisawsservice',
  'aws:principalservicename',
  'aws:principalservicenameslist',
  'aws:username',
  'aws:userid',
  'aws:resourceaccount',
  's3:resourceaccount',
  'aws:epochtime',
  'aws:viaawsservice',
])

/** A text of a request with the request's values in place of policy variables. */
export function fillVariables(text: string, context: Context, holes: Holes): string {
  let filled = text
  for (const hole of holes.in(text)) {
    if (hole.kind !== 'variable') continue
    const key = keyOfVariable(hole.label)
    filled = filled.replaceAll(hole.char, context[key]?.[0] ?? 'x')
  }
  return filled
}

/** Renders holes and adds a sentence. */
export function witnessOf(request: Request, holes: Holes): Witness {
  const show = (text: string): string => holes.show(fillVariables(text, request.context, holes))
  const { actor } = request
  const shown: Request = {
    actor: {
      kind: actor.kind,
      id: show(actor.id),
      ...(actor.session !== undefined && { session: show(actor.session) }),
      ...(actor.account !== undefined && { account: show(actor.account) }),
    },
    action: request.action,
    resource: show(request.resource),
    ...(request.accessPointResource !== undefined && {
      accessPointResource: show(request.accessPointResource),
    }),
    context: Object.fromEntries(
      Object.entries(request.context).map(([key, values]) => [key, values.map(show)]),
    ),
  }
  return { ...shown, sentence: sentenceOf(shown) }
}

function nameOf(actor: Actor): string {
  switch (actor.kind) {
    case 'anonymous':
      return 'anyone'
    case 'service':
      return `the service ${actor.id}`
    case 'role':
      return `a session of ${actor.id}`
    case 'federated':
      return `a user of ${actor.id}`
    case 'canonical':
    case 'user':
    case 'root':
      return actor.id
  }
}

/** How the request comes: over what, through what, from where. */
function routeOf(context: Context): string[] {
  const only = (key: string): string | undefined => context[key]?.[0]
  const tls = only('s3:tlsversion')
  const secure = tls !== undefined && tls !== '1.2' ? `over https with TLS ${tls}` : 'over https'
  const route = [only('aws:securetransport') === 'false' ? 'over http' : secure]
  const point = only('s3:dataaccesspointarn')
  if (point !== undefined) route.push(`through ${point}`)
  const address = only('aws:sourceip')
  const endpoint = only('aws:sourcevpce')
  if (address !== undefined) route.push(`from ${address}`)
  else if (endpoint !== undefined) route.push(`from ${endpoint} in ${only('aws:sourcevpc') ?? 'a VPC'}`)
  return route
}

function sentenceOf({ actor, action, resource, context }: Request): string {
  const carried = Object.entries(context)
    .filter(([key]) => !spoken.has(key))
    .map(([key, values]) => `with ${key} ${values.join(', ')}`)
  return [nameOf(actor), action, resource, ...routeOf(context), ...carried].join(' · ')
}
