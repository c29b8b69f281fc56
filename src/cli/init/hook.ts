/** The hook that `init` adds to what pre-commit runs. */
import { version } from '../../../package.json'
import { repositoryUrl } from './workflow.ts'
import { withItems } from './yaml-list.ts'

const item = [`repo: ${repositoryUrl}`, `rev: v${version}`, 'hooks:', '  - id: bucketlint']

/** What is to be added, for people. */
export const hookText = `repos:\n  - ${item.join('\n    ')}\n`

/** Whether pre-commit runs bucketlint already. */
export function hasHook(text: string): boolean {
  return /^\s*-?\s*id:\s*['"]?bucketlint['"]?\s*(?:#.*)?$/m.test(text)
}

/** The config of pre-commit with the hook; undefined where people have to add it. */
export function withHook(text: string): string | undefined {
  return withItems(text, 'repos', [item])
}
