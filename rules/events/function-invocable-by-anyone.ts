import {
  accountOf,
  callersOf,
  change,
  cloudformation,
  isSettledIn,
  resourceRule,
  set,
  terraform,
  type PropertiesOf,
} from '../../src/rule.ts'

export default resourceRule<PropertiesOf<'AWS::Lambda::Permission'>>({
  on: 'AWS::Lambda::Permission',
  title: 'Anyone may call the function that buckets notify',
  severity: 'high',
  preset: 'recommended',
  consequence: 'exposure',
  why: 'A function that trusts what S3 tells it can be made to work on any object: directly, where every principal may call it, or by a bucket of a stranger, where S3 may call it for any bucket (confused deputy).',
  remedy:
    'Give the permission the ARN of the bucket as SourceArn and, as that holds no account, its account as SourceAccount.',
  remedyInCdk: 'bucket.addEventNotification(), or sourceArn and sourceAccount in fn.addPermission().',
  remedyInTerraform:
    'Set source_arn to the ARN of the bucket and, as that holds no account, source_account to its account.',
  refs: [
    'lambda/latest/dg/permissions-function-services.html',
    'AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-permission.html',
  ],
  controls: ['SecurityHub Lambda.1', 'NIST 800-53 AC-3', 'NIST 800-53 AC-4'],
  *check(permission, estate) {
    const { Action, Principal, SourceAccount, SourceArn, PrincipalOrgID, InvokedViaFunctionUrl } =
      permission.properties
    if (!/^(?:lambda:)?(?:\*|InvokeFunction|Invoke\*)$/i.test(Action?.value ?? '')) return
    const isLimited = SourceArn && !/^(?:\*|arn:[\w-]*\*?:s3:[*:]*)$/.test(SourceArn.value ?? 'open')
    if (isLimited || SourceAccount || PrincipalOrgID || InvokedViaFunctionUrl) return
    const at = permission.properties.at('Principal')
    if (Principal?.value !== '*' && Principal?.value !== 's3.amazonaws.com') return
    // An account that is given for other cases shall stay.
    const isOpen = isSettledIn(permission, each => each.properties.SourceAccount)
    const limit = isOpen ? { SourceAccount: accountOf(permission) } : undefined
    if (Principal.value === 's3.amazonaws.com') {
      yield {
        at,
        message: 'S3 may call the function for any bucket of any account',
        // Nothing about a permission can be changed: this makes a new one.
        change: change('let S3 in for the own account alone', 'review', limit && set(permission, limit)),
      }
      return
    }
    const callers = callersOf(permission, estate)
    if (callers.length > 0)
      yield {
        at,
        message: 'anyone may call the function that buckets notify',
        notes: callers.map(bucket => ({ at: bucket.at, message: 'a bucket that notifies it' })),
        change: change(
          'let in nobody but S3',
          'review',
          limit && set(permission, { Principal: 's3.amazonaws.com', ...limit }),
        ),
      }
  },
  bad: [
    cloudformation`
      Parameters:
        Account: { Type: String, Default: '' }
      Conditions:
        IsLimited: !Not [!Equals [!Ref Account, '']]
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            NotificationConfiguration:
              LambdaConfigurations: [{ Event: 's3:ObjectCreated:*', Function: !GetAtt Index.Arn }]
        Index:
          Type: AWS::Lambda::Function
        ByAnybody:
          Type: AWS::Lambda::Permission
          Properties:
            Action: lambda:InvokeFunction
            FunctionName: !Ref Index
            Principal: '*' # <- anyone may call the function that buckets notify
        ByAnyBucket:
          Type: AWS::Lambda::Permission
          Properties:
            Action: lambda:*
            FunctionName: !GetAtt Index.Arn
            Principal: s3.amazonaws.com # <- S3 may call the function for any bucket of any account
            SourceArn: arn:aws:s3:::*
        ByDefault:
          Type: AWS::Lambda::Permission
          Properties:
            Action: lambda:InvokeFunction
            FunctionName: !ImportValue Thumbnails
            Principal: s3.amazonaws.com # <- S3 may call the function for any bucket of any account
            SourceAccount: !If [IsLimited, !Ref Account, !Ref AWS::NoValue]
    `,
    terraform`
      resource "aws_lambda_function" "resize" {
        function_name = "resize"
        role          = "arn:aws:iam::111122223333:role/function"
        handler       = "index.handler"
        runtime       = "nodejs22.x"
        filename      = "resize.zip"
      }
      resource "aws_lambda_permission" "resize" {
        action        = "lambda:InvokeFunction"
        function_name = aws_lambda_function.resize.function_name
        principal     = "s3.amazonaws.com" # <- S3 may call the function for any bucket of any account
      }
    `,
  ],
  good: [
    cloudformation`
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            NotificationConfiguration:
              LambdaConfigurations: [{ Event: 's3:ObjectCreated:*', Function: !GetAtt Index.Arn }]
        Index:
          Type: AWS::Lambda::Function
        ForBucket:
          Type: AWS::Lambda::Permission
          Properties:
            { Action: 'lambda:InvokeFunction', FunctionName: !Ref Index, Principal: s3.amazonaws.com, SourceArn: !GetAtt Data.Arn }
        ForAccount:
          Type: AWS::Lambda::Permission
          Properties:
            { Action: 'lambda:InvokeFunction', FunctionName: !Ref Index, Principal: s3.amazonaws.com, SourceAccount: !Ref AWS::AccountId }
        ForOrganization:
          Type: AWS::Lambda::Permission
          Properties:
            { Action: 'lambda:InvokeFunction', FunctionName: !Ref Index, Principal: '*', PrincipalOrgID: !ImportValue Organization }
        ForGiven:
          Type: AWS::Lambda::Permission
          Properties:
            { Action: 'lambda:InvokeFunction', FunctionName: !Ref Index, Principal: s3.amazonaws.com, SourceArn: !ImportValue Bucket }
        ForSomebody:
          Type: AWS::Lambda::Permission
          Properties: { Action: 'lambda:InvokeFunction', FunctionName: !Ref Index, Principal: !ImportValue Caller }
        ByUrl:
          Type: AWS::Lambda::Permission
          Properties:
            Action: lambda:InvokeFunction
            FunctionName: !Ref Hook
            InvokedViaFunctionUrl: true
            Principal: '*'
        Hook:
          Type: AWS::Lambda::Function
        HookForAll:
          Type: AWS::Lambda::Permission
          Properties: { Action: 'lambda:InvokeFunction', FunctionName: !Ref Hook, Principal: '*' }
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_lambda_function" "resize" {
        function_name = "resize"
        role          = "arn:aws:iam::111122223333:role/function"
        handler       = "index.handler"
        runtime       = "nodejs22.x"
        filename      = "resize.zip"
      }
      resource "aws_lambda_permission" "resize" {
        action        = "lambda:InvokeFunction"
        function_name = aws_lambda_function.resize.function_name
        principal     = "s3.amazonaws.com"
        source_arn    = aws_s3_bucket.data.arn
      }
    `,
  ],
})
