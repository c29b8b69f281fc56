/**
 * Words that bucket names are commonly made of: what buckets are for, stages, and the services whose default names
 * others have guessed before. Source: the research on buckets created by AWS services at predictable names ("Bucket
 * Monopoly", 2024), and the documented default names of these services; collected as of 2026-11.
 */
export const commonWords: ReadonlySet<string> = new Set(
  [
    'access app application archive archives artifact artifacts asset assets athena audit aws backend backup backups',
    'bucket build builds cache cdk cf cicd client cloudformation cloudfront cloudtrail code codebuild codepipeline',
    'codestar config configuration content customer data database db deploy deployment deployments dev development',
    'docs documents download downloads elasticbeanstalk elb emr events export exports files flow flowlogs frontend glue',
    'hnb659fds image images infra input lake lambda landing log logging logs main media my output pipeline pre preprod',
    'private prd prod production public qa query raw release releases replica reports repository results s3 sagemaker',
    'sandbox server site source sources stage staging state static storage store studio team templates terraform test',
    'testing tf tfstate trail trails uat upload uploads user users vpc web website www',
  ].flatMap(line => line.split(' ')),
)
