// Is what is known around an incident gathered, and does what cannot be known stop nothing else?
import { findRelated, type RelatedQuestion } from '../../activities/related';
import { createProductOwnerActivities } from '../../activities/product-owner';
import { createInMemoryIntegrations } from '../../integrations/in-memory';
import { Related, type RunningRelease } from '../../src/contracts/result';
import { DayshiftError } from '../../src/errors';
import { aRecord } from '../integrations/a-record';
import { DIGEST, OTHER_DIGEST } from '../support/builders';

const RUNBOOK = { title: 'Runbook', url: 'https://wiki.example/login' };
const QUESTION: RelatedQuestion = {
  service: 'storefront', environment: 'production', repository: 'shop', workflowId: 'incident.storefront.LoginRefused', incident: 'storefront.LoginRefused.0123abcd',
  links: [RUNBOOK], alerts: [{ name: 'LoginRefused', labels: { service: 'storefront' }, links: [{ title: 'Query', url: 'https://prometheus.example/graph' }] }],
};
const minutesAgo = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();

/** Release 1.4.0 replaced 1.3.0 ten minutes ago; something else fires; the same trouble came before. */
async function aWorld() {
  const world = createInMemoryIntegrations(() => ({}));
  const { sourceControl, deployer, monitoring, archive } = world;
  const before = sourceControl.addCommit({ repository: 'shop', files: { 'login.ts': 'one\n', 'CODEOWNERS': '* @maya\n' }, subject: 'release 1.3.0' });
  const commit = sourceControl.addCommit({ repository: 'shop', files: { 'login.ts': 'two\n' }, subject: 'Lower-case the e-mail' });
  const running: RunningRelease = {
    environment: 'production', digest: DIGEST, version: '1.4.0', commit, at: minutesAgo(10),
    before: [{ environment: 'production', digest: OTHER_DIGEST, version: '1.3.0', commit: before, at: minutesAgo(3000) }],
  };
  deployer.setLive('storefront', running);
  monitoring.setAlert('LoginRefused', { service: 'storefront' }, 'firing');
  monitoring.setAlert('DatabaseSlow', { service: 'customers' }, 'firing');
  const record = aRecord('storefront.LoginRefused.ffffffff');
  await archive.save({ ...record, incident: { ...record.incident, workflowId: QUESTION.workflowId }, attempts: [{ number: 1, by: 'maya', subject: 'A fix', touchesPipeline: false, weakens: [], commit: 'c'.repeat(40), digest: DIGEST, verdict: 'passed', reason: '', stages: [] }] }, '');
  await archive.save(aRecord('storefront.Other.eeeeeeee'), '');
  return { ...world, running, before, commit };
}

test('deployments, the suspected change, what fires together, what came before, and where to read on', async () => {
  const { running, commit, ...world } = await aWorld();
  const related = await findRelated(world, QUESTION);
  expect(related).toMatchObject({
    deployments: [{ version: '1.4.0', at: running.at }],
    change: { commit, subject: 'Lower-case the e-mail', files: [{ path: 'login.ts', owners: ['@maya'] }], additions: 1, deletions: 1 },
    together: [{ name: 'DatabaseSlow', labels: { service: 'customers' } }],
    earlier: [{ id: 'storefront.LoginRefused.ffffffff', outcome: 'fixed', assignee: 'dev', fix: { commit: 'c'.repeat(40), digest: DIGEST } }],
    links: [RUNBOOK, { title: 'Query' }],
    unknown: [],
  });
  expect(Related.parse(related)).toEqual(related);
});

test('after a rollback the change is told against the release that the running one once replaced', async () => {
  const { running, before, commit, ...world } = await aWorld();
  const bad = world.sourceControl.addCommit({ repository: 'shop', files: { 'login.ts': 'three\n' } });
  const released = (version: string, of: string, minutes: number) => ({ environment: 'production', digest: OTHER_DIGEST, version, commit: of, at: minutesAgo(minutes) });
  world.deployer.setLive('storefront', { ...running, before: [released('1.5.0', bad, 20), released('1.4.0', commit, 30), released('1.3.0', before, 3000)] });
  expect((await findRelated(world, QUESTION)).change).toMatchObject({ commit, files: [{ path: 'login.ts' }] });
});

test.each<[string, (world: Awaited<ReturnType<typeof aWorld>>) => void, RegExp, string[]]>([
  ['the target is down', ({ deployer }) => { deployer.setReported('storefront', 'production', undefined); }, /^the deployments of the last day: nothing answers in production$/, ['deployments', 'change']],
  ['the running release does not say its commit', ({ deployer, running }) => { deployer.setLive('storefront', { ...running, commit: undefined }); }, /^what the running release changed: .*does not say its commit$/, ['change']],
  ['the commit is unknown', ({ deployer, running }) => { deployer.setLive('storefront', { ...running, commit: 'd'.repeat(40) }); }, /^what the running release changed: .*d{40}/, ['change']],
  ['monitoring is down', ({ monitoring }) => { monitoring.setUnreachable('Prometheus cannot be reached'); }, /^what fires together: Prometheus cannot be reached$/, ['together']],
  ['the archive is down', ({ archive }) => { archive.list = async () => { throw new DayshiftError('unreachable', { what: 'The archive', reason: 'postgres://dayshift:hunter2@db refused' }); }; }, /^earlier incidents: The archive cannot be reached: postgres:\/\/dayshift:\*\*\*@db/, ['earlier']],
  ['something inside breaks', ({ archive }) => { archive.list = () => { throw new TypeError('x is undefined'); }; }, /^earlier incidents: x is undefined$/, ['earlier']],
])('when %s, it is said and the rest still comes', async (_, breaks, sentence, missing) => {
  const world = await aWorld();
  breaks(world);
  const related = await findRelated(world, QUESTION);
  expect(related.unknown).toEqual([expect.stringMatching(sentence)]);
  const empty = { deployments: related.deployments.length === 0, change: related.change === undefined, together: related.together.length === 0, earlier: related.earlier.length === 0 };
  expect(Object.entries(empty).filter(([, isEmpty]) => isEmpty).map(([part]) => part)).toEqual(missing);
  expect(related.links).toHaveLength(2);
});

test('whatever hangs is given up, and everything else is told', async () => {
  const world = await aWorld();
  const never = () => new Promise<never>(() => undefined);
  const { unknown, earlier, together, deployments } = await findRelated(
    { ...world, sourceControl: { ...world.sourceControl, change: never }, monitoring: { ...world.monitoring, firing: never } }, QUESTION, { quick: 0.05, change: 0.05 },
  );
  expect(unknown.sort()).toEqual(['what fires together: no answer within 0.05 s', 'what the running release changed: no answer within 0.05 s']);
  expect([earlier.length, together.length, deployments.length]).toEqual([1, 0, 1]);
});

test('an incident that was reopened is not shown as one that came before itself', async () => {
  const world = await aWorld();
  const record = aRecord(QUESTION.incident);
  await world.archive.save({ ...record, incident: { ...record.incident, workflowId: QUESTION.workflowId } }, '');
  expect((await findRelated(world, QUESTION)).earlier.map(({ id }) => id)).toEqual(['storefront.LoginRefused.ffffffff']);
});

test('the product owner\'s activity answers it, small enough for history', async () => {
  const world = await aWorld();
  for (let n = 0; n < 200; n += 1) world.monitoring.setAlert(`Alert${n}`, { service: 'customers', pod: 'p'.repeat(300) }, 'firing');
  const related = await createProductOwnerActivities(world).findRelated(QUESTION);
  expect(related.together).toHaveLength(20);
  expect(JSON.stringify(related).length).toBeLessThan(16 * 1024);
});
