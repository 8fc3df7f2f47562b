// Does a check that runs in another CI belong to the day like any other? Asked for, called off when a newer commit comes, judged by the report that it tells.
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createExternalWebhook } from '../../integrations/external-webhook';
import { createJobDoor } from '../../integrations/external-webhook/door';
import { assignUpdate, buildUpdate, cancelUpdate } from '../../workflows/messages';
import { anApi } from '../api/an-api';
import { until } from '../api/until';
import { openDay, REPOSITORY, whenView, type DayHandle } from '../support/a-day';
import { aPipelineText, junit } from '../support/a-pipeline';
import { startAnotherCi, type AnotherCi, type AskedJob } from '../support/another-ci';
import { inAWorld } from '../support/in-a-world';

const SECRET = 'a secret of both sides';
const here = inAWorld();
let ci: AnotherCi;
let api: Server;

beforeEach(async () => {
  const { store, sourceControl, externalRunners } = here.world.integrations;
  ci = await startAnotherCi({ secret: SECRET });
  api = anApi({ jobDoor: createJobDoor({ rows: [{ name: 'lab', secret: SECRET }], evidence: store, logs: store }), evidence: store, logs: store }).app.listen(0, '127.0.0.1');
  await new Promise((resolve) => api.once('listening', resolve));
  const publicUrl = `http://127.0.0.1:${(api.address() as AddressInfo).port}`;
  externalRunners.set('lab', createExternalWebhook({ row: { name: 'lab', url: ci.url, secret: SECRET, poll: '10s' }, publicUrl, evidence: store, logs: store, everyMs: 50 }));
  const text = aPipelineText().replace('name: login, run: functional,', 'name: login, external: lab, run: functional,');
  sourceControl.addCommit({ repository: REPOSITORY, author: 'olga@storefront.example', subject: 'Test on the lab\'s devices', files: { '.dayshift/pipeline.yaml': text } });
});
afterEach(async () => {
  api.closeAllConnections();
  api.close();
  await ci.close();
});

async function push(day: DayHandle, subject: string): Promise<string> {
  const { branch } = await whenView(day, (view) => view.phase !== 'assess', 'somebody is assigned');
  const commit = here.world.integrations.sourceControl.addCommit({ repository: REPOSITORY, branch, author: 'maya@storefront.example', subject, files: { 'src/login.ts': subject } });
  await day.executeUpdate(buildUpdate, { args: [{ by: 'maya', commit, through: 'api' }] });
  return commit;
}

async function jobOf(commit: string): Promise<AskedJob> {
  const job = await until(() => [...ci.jobs.values()].find((each) => each.commit === commit), Boolean, 'the other CI is asked');
  if (!job) throw new Error('no job');
  return job;
}

test('it is called off for a newer commit, and the newer one passes by what the other CI reports', async () => {
  const day = await openDay(here.world);
  await whenView(day, (view) => view.suggestions.length > 0, 'owners are suggested');
  await day.executeUpdate(assignUpdate, { args: [{ by: 'paula', to: 'maya', through: 'api' }] });
  const first = await jobOf(await push(day, 'first'));
  const second = await jobOf(await push(day, 'second'));
  expect(ci.state.cancelled).toEqual([first.id]);
  expect((await ci.tell(first, { status: 'finished', report: junit({ late: 'passed' }) })).body).toMatchObject({ accepted: false });

  expect(second).toMatchObject({ check: 'login', command: 'functional', format: 'junit', file: 'results/junit.xml', env: { DAYSHIFT_CHECK: 'login' } });
  await ci.tell(second, { status: 'finished', exitCode: 0, report: junit({ 'login › accepts the e-mail in any letter case': 'passed' }), output: 'one test passed' });
  const view = await whenView(day, ({ decision }) => decision?.state === 'open', 'a sign-off is asked');
  const result = view.attempts.at(-1)?.stages[0]?.cells[0]?.result;
  expect(result).toMatchObject({ check: 'login', verdict: 'passed', box: 'elsewhere: lab', tests: { total: 1, passed: 1 } });
  expect(here.world.integrations.store.logText(result?.log ?? '')).toContain('one test passed');
  expect(ci.state).toMatchObject({ starts: 2, cancelled: [first.id] });
  await day.executeUpdate(cancelUpdate, { args: [{ by: 'paula', reason: 'the test is over', through: 'api' }] });
  await day.result();
});
