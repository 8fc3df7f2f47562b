// A problem for tests: a new finding that blocks, unless it says otherwise.
import type { CodeProblem } from '../../client/problem';

export function aProblem(change: Partial<CodeProblem> = {}): CodeProblem {
  return {
    id: 'p', kind: 'finding', source: 'dayshift security/static', stage: 'security', check: 'static', rule: 'security/detect-unsafe-regex', message: 'Unsafe regular expression', severity: 'warning', level: 'warning',
    blocks: true, isNew: true, state: 'fresh', file: 'src/login/customers.ts', line: 41, isPlaced: true, related: [], command: 'dayshift pipeline run --check static',
    cells: [{ id: 'security/static', at: {}, log: 'x/2/security/static' }], evidence: [{ name: 'results/static.sarif', digest: `sha256:${'ab'.repeat(32)}`, mediaType: 'application/sarif+json', bytes: 9, link: '/api/v1/evidence/sha256%3Aab' }], attempt: 2, commit: 'b'.repeat(40), ...change,
  };
}
