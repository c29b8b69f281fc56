/** The workflow that `init` writes for GitHub Actions. */
import { repository, version } from '../../../package.json'

/** Where bucketlint is on GitHub. */
export const repositoryUrl = repository.url.replace(/^git\+|\.git$/g, '')

const action = new URL(repositoryUrl).pathname.slice(1)

/** The tag that moves with the releases that break nothing. */
const major = `v${version.split('.')[0] ?? ''}`

/** Makes the workflow of a project in a folder of its repository, which is empty at the root. */
export function workflow(folder: string): string {
  const where = folder === '' ? '' : `          working-directory: ${JSON.stringify(folder)}\n`
  return `name: bucketlint
on:
  pull_request:
  push:
    branches: [main]
permissions:
  contents: read
jobs:
  bucketlint:
    runs-on: ubuntu-latest
    permissions:
      contents: read
      security-events: write # for the upload to code scanning
      actions: read # for the same, where the repository is private
    steps:
      - uses: actions/checkout@v5
        with:
          persist-credentials: false
      - uses: ${action}@${major}
        id: bucketlint
        with:
          sarif-file: bucketlint.sarif
${where}      # Pull requests from forks may not upload: they are annotated all the same.
      - uses: github/codeql-action/upload-sarif@v4
        if: always() && steps.bucketlint.outputs.sarif && !github.event.pull_request.head.repo.fork
        with:
          sarif_file: \${{ steps.bucketlint.outputs.sarif }}
          category: bucketlint
`
}
