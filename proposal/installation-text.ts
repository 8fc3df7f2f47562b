// How does the proposed `dayshift.yaml` read? Team from the repository's history, service from its remote, monitoring from what answered.
import type { Author, MonitoringFacts, RepositoryFacts } from './facts';
import { badShare } from './queries';
import { LOOK, remark, scalar } from './yaml-text';

const MOST_PEOPLE = 8;

/** The whole file, as text. */
export function installationText(facts: RepositoryFacts, monitoring: MonitoringFacts | undefined): string {
  const { name, branch, handles, folder, remote } = facts;
  const query = badShare(name, monitoring, { perRelease: false });
  const people = teamOf(facts.authors);
  const [first = { id: 'me' }] = people;
  return `# One running dayshift: its team, services, integrations and policies. The API and the worker read it at start.
# A line marked \`${LOOK}\` is a guess: put it right, then take the mark away. What each key means: docs/guides/installation-file.md.
# Start all of it on this machine: dayshift up. Will the next incident find everything in its place: dayshift doctor.

name: ${scalar(`The team of ${name}`)}

# From the last half year of commits. Roles say who is asked: somebody who assigns, developers, and somebody else who signs off.
# E-mails are those of commits: whoever has a part in a change cannot approve it.
team:
${people.length > 0 ? people.map(personLine).join('\n') : `  - { id: me, name: Me, roles: [product-owner, developer] } # ${LOOK}: no commits were found`}
${people.length < 2 ? `  - { id: colleague, name: A colleague, roles: [operations-engineer] } # ${LOOK}: a sign-off needs somebody who did not write the fix\n` : ''}${handles.length > 0 ? `# In CODEOWNERS: ${handles.join(', ')}. Give each person theirs as \`handles: ["@name"]\`, so that owners are suggested.\n` : ''}
services:
  - name: ${scalar(name)}
    repository: ${scalar(remote ?? folder)}${remote === undefined ? ` # ${LOOK}: this clone has no remote` : ''}
    protectedBranch: ${scalar(branch)} # where the pipeline file is read
    environment: production
    address: ${scalar('http://127.0.0.1:8000')} # ${LOOK}: where customers reach it
    alerts: [{ labels: { job: ${scalar(name)} } }] # ${remark(alertsSeen(name, monitoring))}
    impact: # what customers lose, as monitoring answers it; the first is shown first
      - name: requests that break
        unit: share
        query: ${scalar(query.text)} # ${remark(query.why)}${query.open ? `; ${LOOK}` : ''}
        headline: true
        troubleAbove: 0.01 # ${LOOK}: above this share it is trouble
        severity: { medium: 0.01, high: 0.05, critical: 0.2 }
    owners: [${scalar(first.id)}] # developers to suggest when CODEOWNERS says nothing
    # links: [{ title: Runbook, url: https://… }]

integrations:
  alertSources: [alertmanager] # posts to /api/v1/alerts/alertmanager; docs/guides/alert-sources.md has the others
  monitoring: { use: prometheus, url: ${scalar(monitoring?.url ?? 'http://127.0.0.1:9090')} } # ${monitoring ? 'it answered' : `${LOOK}: nothing answered there`}
  sourceControl: { use: git }
  checkRunner: { use: processes, slots: 2 } # cells side by side on a machine
  deployers: [{ use: processes, folder: ${scalar(`${folder}/.dayshift/releases`)}, ports: { from: 4100, to: 4199 } }] # ${LOOK}: or \`command\` with your own
  evidence: { use: file-store, folder: ${scalar(`${folder}/.dayshift/evidence`)} }
  archive: { use: postgres, url: "\${DATABASE_URL}" } # dayshift up starts one of its own when DATABASE_URL is not set
  notifiers: [{ use: console }] # ${LOOK}: docs/guides/telling.md has e-mail, Slack and webhooks

policies: { assignWithin: 15m, fixWithin: 4h } # by when the next person is told
`;
}

interface Proposed { id: string; name: string; emails: string[]; roles: string[] }

/** One person for each name; the first one assigns and develops, the second signs off, the others develop. */
export function teamOf(authors: readonly Author[]): Proposed[] {
  const people = new Map<string, Proposed>();
  for (const { name, email } of authors) {
    const id = idOf(name) || idOf(email.split('@')[0] ?? '');
    if (id === '' || /\[bot\]|bot@|noreply@github\.com$/i.test(`${name} ${email}`)) continue;
    const known = people.get(id);
    if (known) known.emails.push(email);
    else if (people.size < MOST_PEOPLE) people.set(id, { id, name, emails: [email], roles: [] });
  }
  return [...people.values()].map((person, place) => ({ ...person, roles: place === 0 ? ['product-owner', 'developer'] : place === 1 ? ['operations-engineer', 'developer'] : ['developer'] }));
}

function personLine({ id, name, roles, emails }: Proposed): string {
  return `  - { id: ${scalar(id)}, name: ${JSON.stringify(name)}, roles: [${roles.join(', ')}], emails: [${emails.map((email) => JSON.stringify(email)).join(', ')}] }${roles.length > 1 ? ` # ${LOOK}: the roles` : ''}`;
}

/** Lower-case letters, digits and dashes, beginning with none of the latter. */
export function idOf(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '');
}

function alertsSeen(name: string, monitoring: MonitoringFacts | undefined): string {
  if (!monitoring) return `${LOOK}: labels that only this service's alerts carry`;
  const own = monitoring.alerts.filter(({ job }) => job === name).map((alert) => alert.name);
  if (own.length > 0) return `of these rules: ${own.slice(0, 5).join(', ')}`;
  const jobs = monitoring.jobs.length > 0 ? `; jobs there: ${monitoring.jobs.slice(0, 8).join(', ')}` : '';
  return `${LOOK}: no rule of the job ${name} was found${jobs}`;
}
