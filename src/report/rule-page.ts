/** Where people read about a rule. */
import { repository } from '../../package.json'
import type { RuleTable } from '../settings.ts'
import { urlsOf } from './explain.ts'

const pages = `${repository.url.replace(/^git\+|\.git$/g, '')}/blob/HEAD/docs/rules`

/**
 * The address of a rule's page in the repository. A rule of a project's own has none: there it is the first page of AWS
 * that it refers to, if it does.
 */
export function pageUrlOf(id: string, { rule, custom }: RuleTable[string]): string | undefined {
  return custom ? urlsOf(rule)[0] : `${pages}/${id}.md`
}
