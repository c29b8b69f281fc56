/** Pages that hold all they need: styles and scripts inside, and nothing else is let in. */
import { createHash } from 'node:crypto'
import { Markup } from './markup.ts'

/** The content security policy of a page with just these scripts and styles. */
export function policyOf(scripts: readonly string[], styles: readonly string[]): string {
  return [
    "default-src 'none'",
    `script-src ${scripts.map(hashOf).join(' ')}`,
    `style-src ${styles.map(hashOf).join(' ')}`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
}

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`
}

/** A style or script as it stands in the page. */
export function inline(tag: 'style' | 'script', text: string): Markup {
  return new Markup(`<${tag}>${text}</${tag}>`)
}
