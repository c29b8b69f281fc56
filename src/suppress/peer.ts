/** The suppressions that other tools obey. */
import { LONGEST_COMMENT } from '../model/directive.ts'

/** A suppression that another tool obeys. */
export interface PeerSuppression {
  readonly tool: 'cfn_nag' | 'cdk-nag' | 'checkov' | 'trivy' | 'tfsec'
  readonly id: string
  /** Empty where none is given. */
  readonly reason: string
  readonly until?: string | undefined
}

/** The suppressions in a comment: `checkov:skip=ID:reason`, `trivy:ignore:ID`, `tfsec:ignore:ID:exp:2027-01-31`. */
export function peerSuppressionsIn(comment: string): PeerSuppression[] {
  const text = comment.slice(0, LONGEST_COMMENT).trim()
  const [, ids, reason] = /\b(?:checkov|bridgecrew):skip= ?(\w+(?:,\w+)*)(?::(.*))?$/.exec(text) ?? []
  if (ids !== undefined)
    return ids.split(',').map(id => ({ tool: 'checkov', id, reason: reason?.trim() ?? '' }))
  return Array.from(
    text.matchAll(/\b(trivy|tfsec):ignore:([\w-]+)(?:\[[^\]]*\])?((?::\w+:[\w-]+)*)/g),
    match => {
      const [, tool = '', peer = '', more = ''] = match
      const until = /:exp:([\w-]+)/.exec(more)?.[1]
      return { tool: tool === 'trivy' ? 'trivy' : 'tfsec', id: peer, reason: '', until }
    },
  )
}
