/** The thread that lints: whatever a document does to it, the server goes on. */
import { parentPort } from 'node:worker_threads'
import type { Job } from './job.ts'
import { lintWorkspace } from './workspace.ts'

parentPort?.on('message', (job: Job) => {
  void lintWorkspace(job).then(outcome => {
    parentPort?.postMessage(outcome)
  })
})
