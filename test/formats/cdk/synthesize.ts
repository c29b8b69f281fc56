/** Runs CDK apps as CDK's own command does: in a process of their own, with paths in the metadata. */
import { spawn } from 'node:child_process'

/** What `cdk synth` hands to apps. */
const CONTEXT = { 'aws:cdk:enable-path-metadata': true, 'aws:cdk:enable-asset-metadata': true }

/** How an app ended. */
export interface Synthesis {
  readonly status: number | null
  readonly output: string
}

/** Synthesizes the app that `program` in the folder `app` defines into the folder `outdir`. */
export async function synthesize(
  app: string,
  program: string,
  outdir: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Synthesis> {
  const child = spawn(process.execPath, ['--import', 'tsx', program], {
    cwd: app,
    env: { ...env, CDK_OUTDIR: outdir, CDK_CONTEXT_JSON: JSON.stringify(CONTEXT) },
  })
  const chunks: Buffer[] = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => chunks.push(chunk))
  const status = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject).on('close', resolve)
  })
  return { status, output: Buffer.concat(chunks).toString() }
}
