/** The command that serves editors, over standard input and output. */
import process from 'node:process'
import { createConnection } from 'vscode-languageserver/node'
import { version } from '../../package.json'
import { serve } from '../lsp/server.ts'

/** Serves until the editor hangs up, which ends the process. */
export function lsp(): void {
  serve(createConnection(process.stdin, process.stdout), { name: 'bucketlint', version })
}
