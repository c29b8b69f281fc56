/** What the names of account-regional buckets tell: `logs-111122223333-eu-west-1-an` is of that account and region. */
import type { TextView } from './text-view.ts'

const ending = /-(\d{12})-([a-z]{2,}(?:-[a-z]+)+-\d+)-an$/

/** The account that an account-regional bucket name is of. */
export function accountIn(name: TextView): TextView | undefined {
  const account = ending.exec(name.value ?? '')?.[1]
  return account === undefined ? undefined : name.with(account)
}

/** The region that an account-regional bucket name is of. */
export function regionIn(name: TextView): TextView | undefined {
  const region = ending.exec(name.value ?? '')?.[2]
  return region === undefined ? undefined : name.with(region)
}
