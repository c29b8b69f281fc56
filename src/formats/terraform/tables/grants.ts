/** ACLs written grant by grant: as they are, and as the canned ACL that comes nearest. */
import { gone } from '../../../model/change.ts'
import { Text } from '../../../model/text.ts'
import type { Cell } from './cell.ts'
import { both, each, first, propertyOf, recordAt, text, type Shape } from './shape.ts'
import { attributeAt } from './wanted-body.ts'

const GROUPS = 'http://acs.amazonaws.com/groups'

/** Canned ACLs that give what a grant to a group of AWS gives; the most first. */
const cannedByGrant: readonly (readonly [group: string, permission: string, acl: string])[] = [
  [`${GROUPS}/global/AllUsers`, 'FULL_CONTROL', 'PublicReadWrite'],
  [`${GROUPS}/global/AllUsers`, 'WRITE', 'PublicReadWrite'],
  [`${GROUPS}/global/AllUsers`, 'READ', 'PublicRead'],
  [`${GROUPS}/global/AuthenticatedUsers`, 'READ', 'AuthenticatedRead'],
  [`${GROUPS}/s3/LogDelivery`, 'WRITE', 'LogDeliveryWrite'],
]

/** The canned ACL nearest to the grants at a path, which can only go; `permissions` is a word or a list of words. */
export function grants(path: string, uri: string, permissions: string): Shape {
  const read = (cell: Cell) => {
    const given = cell
      .get(path)
      .items.flatMap(grant => wordsAt(grant.get(permissions)).map(word => ({ grant, word })))
    for (const [group, permission, acl] of cannedByGrant) {
      const found = given.find(({ grant, word }) => grant.get(uri).is(group) && word.is(permission))
      if (found) return propertyOf(found.grant.at, { kind: 'text', text: Text.of(acl) })
    }
    return undefined
  }
  const [top = ''] = path.split('.')
  return both(read, { path, write: to => (to === gone ? attributeAt(top, gone) : undefined) })
}

/** Every grant, with one permission each; `grantee` is what leads to whom it is for. */
export function grantList(path: string, grantee: string, permissions: string): Shape {
  const emptyIsNone = { '': undefined }
  const whom = first(...['uri', 'id', 'email_address'].map(key => text(`${grantee}${key}`, emptyIsNone)))
  return each(path, grant =>
    wordsAt(grant.get(permissions)).map(word =>
      recordAt(grant, { Grantee: whom, Permission: () => text('')(word) }),
    ),
  )
}

function wordsAt(cell: Cell): readonly Cell[] {
  return [cell, ...cell.items].filter(({ text }) => text !== undefined)
}
