/** Small cloud assemblies, as CDK writes them. */

interface Stack {
  readonly resources: Readonly<Record<string, unknown>>
  readonly outputs?: Readonly<Record<string, unknown>>
  readonly environment?: string
  readonly artifact?: Readonly<Record<string, unknown>>
}

/** The manifest of an assembly with these artifacts. */
export function manifest(artifacts: Readonly<Record<string, unknown>>, version = '55.0.0'): string {
  return JSON.stringify({ version, artifacts }, undefined, 2)
}

/** The artifact of a stack. */
export function stackArtifact(
  id: string,
  environment = 'aws://unknown-account/unknown-region',
  more: Readonly<Record<string, unknown>> = {},
): object {
  return {
    type: 'aws:cloudformation:stack',
    environment,
    properties: { templateFile: `${id}.template.json` },
    displayName: id,
    ...more,
  }
}

/** A template with these resources. */
export function template(
  resources: Readonly<Record<string, unknown>>,
  outputs?: Readonly<Record<string, unknown>>,
): string {
  return JSON.stringify({ Resources: resources, Outputs: outputs }, undefined, 1)
}

/** A bucket, with the metadata that CDK's command adds if a path is given. */
export function bucket(properties: Readonly<Record<string, unknown>> = {}, path?: string): object {
  return {
    Type: 'AWS::S3::Bucket',
    Properties: properties,
    ...(path === undefined ? {} : { Metadata: { 'aws:cdk:path': path } }),
  }
}

/** The files of an assembly of stacks in a folder. */
export function assembly(
  stacks: Readonly<Record<string, Stack>>,
  { folder = 'cdk.out', artifacts = {}, version = '55.0.0' } = {},
): Record<string, string> {
  const files: Record<string, string> = {}
  const entries: Record<string, unknown> = { ...artifacts }
  for (const [id, { resources, outputs, environment, artifact }] of Object.entries(stacks)) {
    entries[id] = stackArtifact(id, environment, artifact)
    files[`${folder}/${id}.template.json`] = template(resources, outputs)
  }
  files[`${folder}/manifest.json`] = manifest(entries, version)
  return files
}
