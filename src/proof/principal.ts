/** Reads the members of Principal and NotPrincipal. */
import { compile } from './glob.ts'
import type { Holes } from './holes.ts'
import type { PrincipalEntry } from './statement.ts'

const PRINCIPAL_ARN =
  /^arn:[^:]*:(iam|sts)::([^:]*):(root|user\/.+|role\/.+|assumed-role\/.+|federated-user\/.+)$/

/** Returns a complaint instead where AWS would refuse the text. */
export function parsePrincipal(
  type: string,
  text: string,
  holes: Holes,
  partition: string,
): PrincipalEntry | string {
  switch (type) {
    case 'AWS':
      return parseAwsPrincipal(text, holes, partition)
    case 'Service':
      return wildcardOnly(text, 'service', holes)
    case 'Federated':
      return wildcardOnly(text, 'federated', holes)
    case 'CanonicalUser':
      return { kind: 'canonical', id: compile(text, holes) }
    default:
      return `"${type}" is not a type of principal (AWS, Service, Federated, CanonicalUser)`
  }
}

function wildcardOnly(text: string, kind: 'service' | 'federated', holes: Holes): PrincipalEntry | string {
  if (text === '*') return { kind, id: compile('*', holes, 'any') }
  if (/[*?]/.test(text)) return `a wildcard cannot be a part of a principal: "${holes.show(text)}"`
  return { kind, id: compile(text, holes) }
}

function parseAwsPrincipal(text: string, holes: Holes, partition: string): PrincipalEntry | string {
  if (text === '*') return { kind: 'everyone' }
  const whole = text.length === 1 ? holes.get(text) : undefined
  if (/^\d{12}$/.test(text) || whole?.shape === 'account')
    return { kind: 'account', account: compile(text, holes) }
  if (whole !== undefined)
    return whole.kind === 'opaque' ? { kind: 'arn', arn: compile(text, holes) } : { kind: 'unknown' }
  if (/^A(IDA|ROA)[A-Z0-9]+$/.test(text)) return { kind: 'nobody' }
  if (/[*?]/.test(text)) return `a wildcard cannot be a part of a principal: "${holes.show(text)}"`
  const parts = PRINCIPAL_ARN.exec(text)
  if (parts === null) {
    if (holes.in(text).some(hole => hole.shape === 'text')) return { kind: 'unknown' }
    return `not an account id or the ARN of a principal: "${holes.show(text)}"`
  }
  const [, service, account = '', name = ''] = parts
  if (name === 'root') return { kind: 'account', account: compile(account, holes) }
  if (!/^\d{12}$/.test(account) && holes.in(account).length === 0)
    return { kind: 'canonical', id: compile(text, holes) }
  if (service === 'iam')
    return { kind: 'arn', arn: compile(`arn:${partition}:iam::${account}:${name}`, holes) }
  const [kind, role = '', ...session] = name.split('/')
  if (kind !== 'assumed-role') return { kind: 'canonical', id: compile(text, holes) }
  return {
    kind: 'session',
    account: compile(account, holes),
    role: compile(role, holes),
    session: compile(session.join('/'), holes),
  }
}
