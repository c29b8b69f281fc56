/** A real browser, where one is installed. */
import { existsSync } from 'node:fs'
import { chromium, type Browser } from 'playwright-core'

const executable = '/usr/bin/chromium'

/** Why there is no browser to test with, if there is none. */
export const lacksBrowser = existsSync(executable) ? undefined : `${executable} is not installed`

/** Opens a browser that asks nothing of the network of its own accord; its profile is new and goes when it closes. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: executable,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}
