import {
  change,
  cloudformation,
  isWrittenOut,
  resourceRule,
  rewrite,
  type PropertiesOf,
  type ResourceView,
  terraform,
} from '../../src/rule.ts'

type Properties = PropertiesOf<'AWS::GuardDuty::Detector'> & PropertiesOf<'AWS::Macie::Session'>

export default resourceRule<Properties>({
  title: 'Threat detection is switched off for S3',
  severity: 'info',
  preset: 'strict',
  consequence: 'audit',
  why: 'GuardDuty tells of unusual access to objects, and Macie of sensitive data in them, only as long as they are switched on: they are by default, and somebody switched them off.',
  remedy:
    'Set Enable, and the status of S3_DATA_EVENTS, to true and ENABLED; the status of Macie to ENABLED.',
  remedyInTerraform:
    'Set enable = true on the aws_guardduty_detector, status = "ENABLED" on its aws_guardduty_detector_feature S3_DATA_EVENTS and on the aws_macie2_account.',
  refs: [
    'guardduty/latest/ug/s3-protection.html',
    'macie/latest/user/what-is-macie.html',
    'AWSCloudFormation/latest/TemplateReference/aws-resource-guardduty-detector.html',
  ],
  controls: ['SecurityHub GuardDuty.10', 'SecurityHub Macie.1', 'CIS 2.1.3'],
  on: ['AWS::GuardDuty::Detector', 'AWS::Macie::Session'],
  *check(monitor) {
    const { properties } = monitor
    const switched = switchedOff(properties)
    if (!switched) return
    const { at, message, on } = switched
    const isFixed = isWrittenOut(monitor, () => switchedOff(properties))
    yield {
      at,
      message,
      change: isFixed ? change('turn on threat detection', 'review', rewrite(monitor, at, on)) : undefined,
    }
  },
  bad: [
    cloudformation`
      Parameters:
        Watch: { Type: String, AllowedValues: ['true', 'false'] }
      Conditions:
        Watch: !Equals [!Ref Watch, 'true']
      Resources:
        Off:
          Type: AWS::GuardDuty::Detector
          Properties:
            Enable: !Ref Watch # <- GuardDuty is switched off
        Old:
          Type: AWS::GuardDuty::Detector
          Properties:
            Enable: true
            DataSources:
              S3Logs:
                Enable: false # <- GuardDuty does not look at S3 data events
        New:
          Type: AWS::GuardDuty::Detector
          Properties:
            Enable: true
            Features:
              - { Name: EKS_AUDIT_LOGS, Status: DISABLED }
              - Name: S3_DATA_EVENTS
                Status: !If [Watch, ENABLED, DISABLED] # <- GuardDuty does not look at S3 data events
        Paused:
          Type: AWS::Macie::Session
          Properties:
            Status: PAUSED # <- Macie is paused
    `,
    terraform`
      resource "aws_guardduty_detector" "all" {
        enable = true
      }
      resource "aws_guardduty_detector_feature" "s3" {
        detector_id = aws_guardduty_detector.all.id
        name        = "S3_DATA_EVENTS"
        status      = "DISABLED" # <- GuardDuty does not look at S3 data events
      }
      resource "aws_macie2_account" "all" {
        status = "PAUSED" # <- Macie is paused
      }
    `,
  ],
  good: [
    cloudformation`
      Resources:
        ByDefault:
          Type: AWS::GuardDuty::Detector
          Properties: { Enable: true }
        Written:
          Type: AWS::GuardDuty::Detector
          Properties: { Enable: true, Features: [{ Name: S3_DATA_EVENTS, Status: ENABLED }] }
        Session:
          Type: AWS::Macie::Session
    `,
    terraform`
      resource "aws_guardduty_detector" "all" {
        enable = true
      }
      resource "aws_guardduty_detector_feature" "s3" {
        detector_id = aws_guardduty_detector.all.id
        name        = "S3_DATA_EVENTS"
        status      = "ENABLED"
      }
    `,
  ],
})

/** What is off, and the word for on. */
function switchedOff(properties: ResourceView<Properties>['properties']) {
  if (properties.Status === 'PAUSED')
    return { at: properties.at('Status'), message: 'Macie is paused', on: 'ENABLED' }
  if (properties.Enable === false)
    return { at: properties.at('Enable'), message: 'GuardDuty is switched off', on: true }
  const message = 'GuardDuty does not look at S3 data events'
  const logs = properties.DataSources?.S3Logs
  if (logs?.Enable === false) return { at: logs.at('Enable'), message, on: true }
  const feature = properties.Features?.find(({ Name }) => Name?.value === 'S3_DATA_EVENTS')
  return feature?.Status === 'DISABLED' ? { at: feature.at('Status'), message, on: 'ENABLED' } : undefined
}
