/** What keeps an Object Lambda access point from answering: nothing behind it, or a function that may not answer. */
import type { EstateView } from '../model/bucket.ts'
import { reference } from '../model/identity.ts'
import type { ResourceView } from '../model/resource-view.ts'
import type { PropertiesOf } from '../model/schema/index.ts'
import type { TextView } from '../model/text-view.ts'
import type { Origin } from '../model/value.ts'
import { functionNamed } from './functions.ts'
import { RoleAccess, type Role } from './identity.ts'

export type ObjectLambda = ResourceView<PropertiesOf<'AWS::S3ObjectLambda::AccessPoint'>>

/** A function whose role lacks the permission to answer requests. */
export interface Mute {
  /** The place that names the function. */
  readonly at: Origin
  readonly function: ResourceView<unknown>
  readonly role: Role
}

const ANSWER = 's3-object-lambda:WriteGetObjectResponse'

/** The functions that are called for `GetObject` and may not send what they made of the object. */
export function muteFunctionsOf(point: ObjectLambda, estate: EstateView): readonly Mute[] {
  const transformations = point.properties.ObjectLambdaConfiguration?.TransformationConfigurations ?? []
  return transformations.flatMap(({ Actions: actions, ContentTransformation: transformation }) => {
    // Answers to other calls are what the function returns.
    if (!actions?.some(action => action.value === 'GetObject')) return []
    const lambda = transformation?.AwsLambda
    const named = lambda?.FunctionArn && functionNamed(lambda.FunctionArn, point, estate)
    const role = named && roleOf(named.resource, estate)
    if (!role) return []
    const needs = [{ actions: [ANSWER], resource: reference(point.resource, 'Arn') }]
    const lacking = new RoleAccess(role, estate).lacking(needs, `answering for ${point.id}`)
    return lacking.length > 0 ? [{ at: lambda.at('FunctionArn'), function: named.resource, role }] : []
  })
}

function roleOf(
  lambda: ResourceView<PropertiesOf<'AWS::Lambda::Function'>>,
  estate: EstateView,
): Role | undefined {
  const { Role: written } = lambda.properties
  const role = written && estate.resource('AWS::IAM::Role', written, lambda)
  return role
}

const ARN = /^arn:[^:]*:s3:[^:]*:[^:]*:accesspoint[/:][^/:]+$/

/** The access point that the text is the name of, where its ARN should stand. */
export function namedAccessPoint(text: TextView, point: ObjectLambda, estate: EstateView) {
  return text.after('arn:') === undefined ? estate.resource('AWS::S3::AccessPoint', text, point) : undefined
}

/** Why the text can name no access point, where that is certain. */
export function notAnAccessPoint(
  text: TextView,
  point: ObjectLambda,
  estate: EstateView,
): 'named without its ARN' | 'a bucket' | 'no ARN' | undefined {
  if (namedAccessPoint(text, point, estate)) return 'named without its ARN'
  if (estate.bucket(text, point)) return 'a bucket'
  const { value } = text
  return value === undefined || ARN.test(value) ? undefined : 'no ARN'
}
