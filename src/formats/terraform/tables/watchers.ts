/** What watches over buckets or keeps copies of them: alarms, events, threat detection, backups. */
import { beside, block, blocks, group, naming, namings, policy, text, written } from './shape.ts'
import type { Twin } from './twin.ts'

const conditions = { ConditionKey: text('key'), ConditionValue: text('value') }

/** Types by their Terraform names. */
export const watchers: Readonly<Record<string, Twin>> = {
  aws_cloudwatch_metric_alarm: {
    type: 'AWS::CloudWatch::Alarm',
    shapes: { MetricName: text('metric_name'), Namespace: text('namespace') },
  },
  aws_cloudwatch_log_metric_filter: {
    type: 'AWS::Logs::MetricFilter',
    shapes: {
      FilterPattern: text('pattern'),
      LogGroupName: text('log_group_name'),
      MetricTransformations: blocks('metric_transformation', {
        MetricName: text('name'),
        MetricNamespace: text('namespace'),
        MetricValue: text('value'),
      }),
    },
  },
  aws_cloudwatch_event_rule: {
    type: 'AWS::Events::Rule',
    // A pattern is JSON text, as a policy is.
    shapes: { EventPattern: policy('event_pattern'), State: written('state', text('state')) },
  },
  aws_guardduty_detector: {
    type: 'AWS::GuardDuty::Detector',
    attributes: { id: 'Ref' },
    shapes: {
      DataSources: written(
        'datasources',
        block('datasources', { S3Logs: block('s3_logs', { Enable: text('enable') }) }),
      ),
      Enable: text('enable'),
    },
  },
  aws_macie2_account: {
    type: 'AWS::Macie::Session',
    shapes: { Status: written('status', text('status')) },
  },
  aws_backup_selection: {
    type: 'AWS::Backup::BackupSelection',
    shapes: {
      BackupPlanId: text('plan_id'),
      BackupSelection: group({
        Conditions: beside(
          'condition',
          group({
            StringEquals: blocks('condition.string_equals', conditions),
            StringLike: blocks('condition.string_like', conditions),
            StringNotEquals: blocks('condition.string_not_equals', conditions),
            StringNotLike: blocks('condition.string_not_like', conditions),
          }),
        ),
        IamRoleArn: naming('iam_role_arn', 'Arn'),
        ListOfTags: blocks('selection_tag', { ConditionType: text('type'), ...conditions }),
        NotResources: written('not_resources', namings('not_resources', 'Arn')),
        Resources: namings('resources', 'Arn'),
        SelectionName: text('name'),
      }),
    },
  },
}
