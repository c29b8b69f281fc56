/** Text for Markdown as GitHub and GitLab show it: whatever a template says, it is no markup, mention or link. */
import { printable } from './terminal.ts'

/** Takes no room, and parts what would become a link though it is no markup: `@name`, `#1`, `GH-1`, addresses. */
const BREAK = '\u200B'
const linked = /[@#!~%$&](?=[\w"'])|\bGH(?=-)|:(?=\/\/)|\bwww(?=\.)|\b(?:mailto|xmpp)(?=:)/gi

/** Text in a line of Markdown or in HTML within it, also in a cell of a table. */
export function markdownText(text: string): string {
  return printable(text)
    .replace(linked, match => match + BREAK)
    .replace(/[\\`*_{}[\]<>|~&$"'!^]/g, character => `&#${character.charCodeAt(0)};`)
}

/** Text in a line of Markdown that is shown as code. */
export function markdownCode(text: string): string {
  return `<code>${markdownText(text)}</code>`
}
