/** What becomes of jobs whose thread takes too long, takes too much, fails or ends; the threads stand for hostile documents. */
import { Worker } from 'node:worker_threads'
import { afterEach, describe, expect, test } from 'vitest'
import { Linter } from '../../src/lsp/linter.ts'
import type { Job } from '../../src/lsp/job.ts'

/** A thread that does what the folder of a job says. */
const THREAD = `const { parentPort } = require('node:worker_threads')
const deeds = {
  work: () => parentPort.postMessage({ findings: [], notices: [], failures: ['done'], pages: new Map(), programs: [] }),
  hang: () => { for (;;); },
  wait: () => undefined,
  fill: () => { const all = []; for (;;) all.push(new Array(10000).fill(all.length)) },
  fail: () => { throw new Error('no such luck') },
  oddly: () => { throw 'a text' },
  exit: () => process.exit(3),
}
parentPort.on('message', ({ folder }) => deeds[folder]())`

const linters: Linter[] = []
afterEach(() => {
  for (const linter of linters.splice(0)) linter.stop()
})

function linter({ patience = 20_000 } = {}) {
  let started = 0
  const start = () => {
    started++
    return new Worker(THREAD, { eval: true, resourceLimits: { maxOldGenerationSizeMb: 32 } })
  }
  const made = new Linter({ start, patience })
  linters.push(made)
  const told: string[] = []
  const lint = (folder: string, key = folder) =>
    new Promise<string>(resolve => {
      const job: Job = { folder, paths: ['.'], unsaved: new Map(), settings: {} }
      const tell = (text: string) => {
        told.push(`${key}: ${text}`)
        resolve(text)
      }
      made.lint(key, job, {
        done: ({ failures }) => {
          tell(failures.join())
        },
        failed: tell,
        dropped: () => {
          tell('dropped')
        },
      })
    })
  return { made, lint, told, started: () => started }
}

describe('a job', () => {
  test.each([
    ['hang', 'linting took more than 0.3 seconds', 300],
    ['fill', expect.stringContaining('memory') as string, undefined],
    ['fail', 'no such luck', undefined],
    ['oddly', 'a text', undefined],
    ['exit', 'a program of the configs ended the linter (exit status 3)', undefined],
  ])('that cannot be done is told, and the next one is: %s', async (deed, reason, patience) => {
    const { lint, started } = linter(patience === undefined ? {} : { patience })
    expect(await lint(deed)).toEqual(reason)
    if (patience === undefined) {
      expect(await lint('work')).toBe('done')
      expect(started()).toBe(2)
    }
  })

  test('that waits runs after one that cannot be done', async () => {
    const { lint } = linter()
    const [first, second] = [lint('fail'), lint('work')]
    expect(await Promise.all([first, second])).toEqual(['no such luck', 'done'])
  })

  test('of the same key takes the place of one that waits, and is done by the same thread', async () => {
    const { lint, told, started } = linter()
    await Promise.all([lint('work', 'a'), lint('work', 'b'), lint('work', 'b'), lint('work', 'b')])
    expect(told).toEqual(['b: dropped', 'b: dropped', 'a: done', 'b: done'])
    expect(started()).toBe(1)
  })

  test('is dropped where nobody wants it any more', async () => {
    const { made, lint, told } = linter()
    const all = [lint('wait', 'a'), lint('work', 'b'), lint('work', 'c')]
    made.drop('b')
    made.drop('none')
    expect(told).toEqual(['b: dropped'])
    made.stop()
    await Promise.all(all)
    expect(told).toEqual(['b: dropped', 'c: dropped', 'a: dropped'])
    expect(await lint('work', 'd')).toBe('done')
  })
})
