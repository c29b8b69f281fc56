#!/usr/bin/env node
/** The command: what is typed, what is printed, how the process ends. */
import process from 'node:process'
import { tuneEngine } from './cli/engine.ts'
import { main } from './cli/main.ts'
import { watchOutput } from './cli/terminal.ts'

tuneEngine()
watchOutput()
// The process ends by itself, so that nothing that is still on its way to a pipe is lost.
process.exitCode = await main(process.argv.slice(2))
