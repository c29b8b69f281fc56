/** The actions of S3, read from the table on first use. */
import { compile, match } from './glob.ts'
import { Holes } from './holes.ts'
import { s3ActionLines } from '../data/s3-actions.ts'

export type AccessLevel = 'list' | 'read' | 'write' | 'permissions' | 'tagging'

/** One action of the service authorization reference. */
export interface Action {
  /** With its service: `s3:GetObject`. */
  readonly name: string
  readonly level: AccessLevel
  /** `bucket`, `object`, `accesspoint`, `accesspointobject`, `job`, …; empty: the action takes only `*`. */
  readonly resourceTypes: readonly string[]
  /** Condition keys in lower case that only some actions have; `…/*` for a family. */
  readonly keys: ReadonlySet<string>
}

let table: ReadonlyMap<string, Action> | undefined

function actionTable(): ReadonlyMap<string, Action> {
  table ??= new Map(
    s3ActionLines
      .trim()
      .split('\n')
      .map(line => {
        const [name = '', level = '', types = '', ...keys] = line.split(' ')
        const action: Action = {
          name,
          level: level as AccessLevel,
          resourceTypes: types === '-' ? [] : types.split(','),
          keys: new Set(keys.map(key => (key.includes(':') ? key : `s3:${key}`).toLowerCase())),
        }
        return [name.toLowerCase(), action]
      }),
  )
  return table
}

/** All known actions of S3, S3 Express and S3 Object Lambda. */
const allActions = (): readonly Action[] => [...actionTable().values()]

/** The action of a name, whatever its case. */
export const actionNamed = (name: string): Action | undefined => actionTable().get(name.toLowerCase())

/** How many patterns are remembered with what they cover. */
const MOST_PATTERNS = 1_000
const covered = new Map<string, readonly Action[]>()

/** The known actions that a pattern such as `s3:Get*` covers. */
export function actionsMatching(pattern: string): readonly Action[] {
  let actions = covered.get(pattern)
  if (!actions) {
    const glob = compile(pattern, new Holes(), 'any', true)
    actions = allActions().filter(action => match(glob, action.name) === 2)
    if (covered.size >= MOST_PATTERNS) covered.clear()
    covered.set(pattern, actions)
  }
  return actions
}

let onBuckets: readonly Action[] | undefined

const first = ['s3:GetObject', 's3:ListBucket', 's3:PutObject', 's3:DeleteObject', 's3:PutBucketPolicy']

/** The actions that act on an existing bucket or its objects, the well-known ones first. */
export function bucketActions(): readonly Action[] {
  onBuckets ??= allActions()
    .filter(
      ({ name, resourceTypes }) =>
        name.startsWith('s3:') && name !== 's3:CreateBucket' && resourceTypes.some(isBucketType),
    )
    .sort((a, b) => rank(a) - rank(b))
  return onBuckets
}

const rank = (action: Action): number => {
  const at = first.indexOf(action.name)
  return at < 0 ? first.length : at
}

const isBucketType = (type: string): boolean => type === 'bucket' || type === 'object'

/** Condition keys, in lower case, that the table gives to some action but not to every one. */
let particular: ReadonlySet<string> | undefined
export function particularKeys(): ReadonlySet<string> {
  particular ??= new Set(allActions().flatMap(action => [...action.keys]))
  return particular
}
