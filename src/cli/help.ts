/** The manual page. */
export const help = `bucketlint - find what is wrong with S3 in infrastructure-as-code

Usage
  bucketlint [OPTION]... [PATH]...   lint files and folders, by default .
  bucketlint explain RULE            tell all about a rule, with examples
  bucketlint explain-access FILE BUCKET --principal WHO --action ACTION
                                     tell whether somebody may do something
                                     with a bucket, and what decides
  bucketlint rules                   list the rules

  The path - is standard input. A folder named like a command is ./rules.

What is linted
  --stdin-filename NAME   what reports call standard input, and what tells its
                          format
  --param NAME=VALUE      the value of a parameter (repeatable)
  --params FILE           a CloudFormation parameter file (repeatable); --param
                          has precedence, then the later file
  --region REGION         where it will be deployed, such as eu-central-1
  --account ID            the account it will be deployed to, 12 digits
  --fail-on-empty         fail if there is no bucket: for CI jobs whose path may
                          go stale

Access
  --principal WHO         anyone, an ARN of a user or role, an account id or a
                          service such as logging.s3.amazonaws.com
  --action ACTION         such as s3:GetObject
  --resource RESOURCE     an ARN or the key of an object; wildcards are allowed;
                          by default all that the action acts on

Rules
  --config FILE           a config file; without it bucketlint.config.json or
                          .yaml in the working directory. It can hold lists:
                          trustedAccounts and trustedOrganizations, which may
                          be given access without a finding
  --preset PRESET         recommended (default), or strict for all rules
  --only IDS              run these rules alone, separated by commas
  --rule ID=off           turn a rule off (repeatable)
  --rule ID=SEVERITY      turn a rule on, at critical, high, medium, low or info

Findings
  --fail-on SEVERITY      the least severity that makes the exit status 1:
                          critical, high, medium (default), low, info or never
  --possible              list findings too that depend on what is not known,
                          such as an import; without it they are summed up by
                          cause. They never make the exit status 1
  -q, --quiet             one line for each finding at or above --fail-on,
                          no advice and no notices

Output
  --format FORMAT         on standard output: stylish (default), json or sarif;
                          for explain: text or markdown;
                          for rules: text, json or markdown
  --format FORMAT=FILE    in a file as well (repeatable)
  --color, --no-color     colours in spite of NO_COLOR, FORCE_COLOR and what
                          the terminal can show
  -h, --help              this page
  -V, --version           the version

Exit status
  0  nothing at or above --fail-on
  1  findings, or no bucket with --fail-on-empty
  2  wrong use, input that cannot be read, or an error of bucketlint itself;
     BUCKETLINT_DEBUG=1 shows where

Examples
  bucketlint templates/
  bucketlint --param Stage=prod --region eu-central-1 template.yaml
  bucketlint --format sarif=bucketlint.sarif --fail-on high .
  bucketlint explain bucket-allows-http
`
