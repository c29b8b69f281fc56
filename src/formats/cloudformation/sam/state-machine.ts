/** `AWS::Serverless::StateMachine`: a state machine and its role. */
import type { Entry } from '../../../syntax/node.ts'
import { changed, entry } from '../build.ts'
import { plainScalar } from '../intrinsic.ts'
import { executionRole } from './role.ts'
import { given, type ServerlessResource, type Transform } from './transform.ts'

/** What CloudFormation calls the properties that it takes as they are; the definition says nothing about S3. */
const NAMES: Readonly<Record<string, string>> = {
  DefinitionSubstitutions: 'DefinitionSubstitutions',
  Logging: 'LoggingConfiguration',
  Name: 'StateMachineName',
  Tracing: 'TracingConfiguration',
  Type: 'StateMachineType',
}

/** The resources that a state machine stands for. */
export function stateMachineResources(transform: Transform, resource: ServerlessResource): Entry[] {
  const { properties } = resource
  const tags = transform.tagList(resource, 'stateMachine:createdBy')
  const tracing = given(properties, 'Tracing')?.value
  const isTraced = tracing?.kind === 'map' && plainScalar(tracing.get('Enabled')?.value) === 'true'
  const managed = isTraced ? ['AWSXrayWriteOnlyAccess'] : []
  const role = executionRole(transform, resource, {
    service: 'states.amazonaws.com',
    managed,
    inline: [],
    tags,
  })
  const machine = transform.become(resource, 'AWS::StepFunctions::StateMachine', [
    ...properties.entries.flatMap(written => {
      const name = Object.hasOwn(NAMES, written.key) ? NAMES[written.key] : undefined
      return name ? changed(written, written.value, name) : []
    }),
    changed(role.arn, role.arn.value, 'RoleArn'),
    entry(tags, 'Tags', tags),
  ])
  return [machine, ...role.made]
}
