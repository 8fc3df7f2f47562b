// Does a check elsewhere start once, come back whoever dies meanwhile, count once, and end there when it ends here?
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createExternalWebhook } from '../../../integrations/external-webhook';
import { createJobDoor } from '../../../integrations/external-webhook/door';
import { jobIdOf, openMailbox } from '../../../integrations/external-webhook/mailbox';
import type { ExternalEnd, ExternalJob } from '../../../src/ports/external-runner';
import { anApi } from '../../api/an-api';
import { until as untilFits } from '../../api/until';
import { startAnotherCi, type AnotherCi, type AskedJob } from '../../support/another-ci';
import { COMMIT, DIGEST } from '../../support/builders';

const SECRET = 'a secret of both sides';
const until = (holds: () => boolean): Promise<boolean> => untilFits(holds, Boolean, holds.toString());
let ci: AnotherCi;
let api: ReturnType<typeof anApi>;
let server: Server;
let publicUrl: string;

beforeEach(async () => {
  ci = await startAnotherCi({ secret: SECRET });
  const plain = anApi();
  api = anApi({ logs: plain.store, evidence: plain.store, jobDoor: createJobDoor({ rows: [{ name: 'lab', secret: SECRET }], evidence: plain.store, logs: plain.store }) });
  api.store = plain.store;
  server = api.app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  publicUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await ci.close();
});

function aJob(about: Partial<ExternalJob> = {}): ExternalJob {
  return {
    id: 'storefront.LoginRefused.0123abcd/1/functional/login/candidate-1', check: 'login', point: { device: 'ipad' }, command: 'npm run test:e2e', repository: 'https://git.example/storefront.git',
    commit: COMMIT, digest: DIGEST, env: { DAYSHIFT_DEVICE: 'ipad' }, timeoutSeconds: 600, log: 'i/1/functional/login', format: 'junit', ...about,
  };
}

function begin(job = aJob(), { isTakenAway, now }: { isTakenAway?: () => boolean; now?: () => Date } = {}) {
  const ending = new AbortController();
  const progress: string[] = [];
  const runner = createExternalWebhook({ row: { name: 'lab', url: ci.url, secret: SECRET, poll: '5ms' }, publicUrl, evidence: api.store, logs: api.store, everyMs: 10, now });
  const end: Promise<ExternalEnd> = runner.run(job, { signal: ending.signal, onProgress: (last) => progress.push(last), isTakenAway });
  end.catch(() => undefined); // it is awaited later
  return { end, progress, cancel: () => ending.abort(new Error('cancelled')) };
}

async function theJob(): Promise<AskedJob> {
  await until(() => ci.jobs.size > 0);
  const [job] = ci.jobs.values();
  if (!job) throw new Error('no job was asked for');
  return job;
}
const started = (): Promise<boolean> => until(() => api.store.logText('i/1/functional/login').includes('has taken the job'));

describe('asked for', () => {
  it('says all that is needed to run the check, under an id that is safe in a path', async () => {
    const { end } = begin();
    const job = await theJob();
    expect(job).toEqual({
      id: jobIdOf('lab', aJob().id), run: aJob().id, check: 'login', point: { device: 'ipad' }, command: 'npm run test:e2e', repository: 'https://git.example/storefront.git', commit: COMMIT, digest: DIGEST,
      env: { DAYSHIFT_DEVICE: 'ipad' }, timeoutSeconds: 600, format: 'junit',
      artifact: `${publicUrl}/api/v1/evidence/${DIGEST}?name=artifact.tar&type=application%2Fx-tar`, callback: `${publicUrl}/api/v1/jobs/${jobIdOf('lab', aJob().id)}`,
    });
    expect(job.id).toMatch(/^lab\.[0-9a-f]{32}$/);
    await ci.tell(job, { status: 'finished' });
    await end;
  });

  it.each([[200, ''], [202, 'queued'], [202, '{"link":"javascript:alert(1)"}']])('an answer of %d %s is taken: a callback comes', async (_, answer) => {
    ci.state.answer = answer;
    const { end } = begin();
    await started();
    await ci.tell(await theJob(), { status: 'finished', report: '<testsuites/>' });
    expect(await end).toMatchObject({ ended: 'exited', link: undefined });
  });

  it.each([[503, 'unreachable'], [401, 'unreachable'], [422, 'external-runner-failed']])('a refusal with %d is %s', async (answer, code) => {
    ci.state.answer = answer;
    await expect(begin().end).rejects.toMatchObject({ code });
  });

  it('a secret that differs starts nothing', async () => {
    ci.state.secret = 'another secret';
    await expect(begin().end).rejects.toMatchObject({ code: 'unreachable' });
    expect(ci.state).toMatchObject({ starts: 0, refused: 1 });
  });

  it('again after a failure, it is the same job', async () => {
    ci.state.answer = 503;
    await expect(begin().end).rejects.toMatchObject({ code: 'unreachable' });
    ci.state.answer = undefined;
    const { end } = begin();
    await ci.tell(await theJob(), { status: 'finished' });
    await end;
    expect(ci.state).toMatchObject({ starts: 1, requests: 2 });
  });
});

describe('a callback', () => {
  it('ends the wait with the report, the exit code and the link', async () => {
    const { end } = begin();
    expect(await ci.tell(await theJob(), { status: 'finished', exitCode: 1, report: '<testsuites/>', link: 'https://ci.example/7' })).toEqual({ status: 200, body: { accepted: true, text: 'Taken: finished.' } });
    expect(await end).toEqual({ ended: 'exited', exitCode: 1, report: '<testsuites/>', link: 'https://ci.example/7', seconds: expect.any(Number) });
  });

  it('tells progress line by line: in the log, and to those who look', async () => {
    const { end, progress } = begin();
    const job = await theJob();
    await ci.tell(job, { status: 'running', output: ['12 of 40', '13 of 40 with token=abcdefgh'] });
    await until(() => progress.includes('13 of 40 with token=***'));
    await ci.tell(job, { status: 'finished', output: 'the end\n' });
    await end;
    expect(api.store.logText('i/1/functional/login')).toMatch(/^lab has taken the job lab\.[0-9a-f]{32}\n12 of 40\n13 of 40 with token=\*\*\*\nthe end\n$/);
  });

  it.each<[string, object, object]>([
    ['finished', { status: 'finished' }, { ended: 'exited', exitCode: 0 }],
    ['failed with a report', { status: 'failed', report: '<testsuites/>' }, { ended: 'exited', exitCode: 1 }],
    ['failed with an exit code', { status: 'failed', exitCode: 3 }, { ended: 'exited', exitCode: 3 }],
    ['cancelled there', { status: 'cancelled' }, { ended: 'cancelled', exitCode: null }],
  ])('that says %s is taken at its word', async (_, news, expected) => {
    const { end } = begin();
    await ci.tell(await theJob(), news);
    expect(await end).toMatchObject(expected);
  });

  it('that says no more than failed is a broken runner, not a failed check', async () => {
    const { end } = begin();
    await ci.tell(await theJob(), { status: 'failed', output: ['no agent has an ipad'] });
    await expect(end).rejects.toMatchObject({ code: 'external-runner-failed', message: 'lab could not run the check: no agent has an ipad.' });
  });

  it('counts once: a repeat changes nothing, and what comes after the end is not taken', async () => {
    const { end } = begin();
    const job = await theJob();
    await ci.tell(job, { status: 'finished', exitCode: 1, report: '<a/>' });
    expect(await end).toMatchObject({ exitCode: 1 });
    expect((await ci.tell(job, { status: 'finished', exitCode: 0, report: '<b/>' })).body).toEqual({ accepted: false, text: 'The job is over (exited); nothing more is taken.' });
    expect(await begin().end).toMatchObject({ exitCode: 1, report: '<a/>' });
    expect(ci.state.starts).toBe(1);
  });
});

describe('a worker that dies', () => {
  it('is followed by one that finds the job: not started again, its output not repeated', async () => {
    const first = begin(aJob(), { isTakenAway: () => true });
    const job = await theJob();
    await ci.tell(job, { status: 'running', output: ['half way'] });
    await until(() => first.progress.includes('half way'));
    first.cancel();
    await expect(first.end).rejects.toThrow('cancelled');
    expect((await ci.tell(job, { status: 'finished', exitCode: 0, report: '<testsuites/>' })).status).toBe(200); // nobody waits now
    expect(await begin().end).toMatchObject({ ended: 'exited', report: '<testsuites/>' });
    expect(ci.state).toMatchObject({ starts: 1, requests: 1, cancelled: [] });
    expect(api.store.logText('i/1/functional/login').match(/half way/g)).toHaveLength(1);
  });

  it('before the start was acknowledged is followed by one that asks again with the same id', async () => {
    await openMailbox({ evidence: api.store, logs: api.store }, jobIdOf('lab', aJob().id)).write({ kind: 'asked', at: new Date().toISOString(), job: aJob().id });
    const { end } = begin();
    await ci.tell(await theJob(), { status: 'finished' });
    await end;
    expect(ci.state.starts).toBe(1);
  });

  it('another run of the same cell is another job', async () => {
    expect(jobIdOf('lab', 'i/1/login/candidate-1')).not.toBe(jobIdOf('lab', 'i/1/login/candidate-2'));
  });
});

describe('the end that comes from here', () => {
  it('by cancelling is told to the other side', async () => {
    const { end, cancel } = begin();
    await started();
    cancel();
    expect(await end).toMatchObject({ ended: 'cancelled', exitCode: null });
    expect(ci.state.cancelled).toEqual([jobIdOf('lab', aJob().id)]);
    expect(api.store.logText('i/1/functional/login')).toContain('lab was told that the job is cancelled');
  });

  it('by time is too, counted from when it was taken, also by a later worker', async () => {
    let clock = Date.now();
    const now = () => new Date(clock);
    const first = begin(aJob(), { isTakenAway: () => true, now });
    await started();
    first.cancel();
    await expect(first.end).rejects.toThrow('cancelled');
    clock += 61_000;
    expect(await begin(aJob({ timeoutSeconds: 60 }), { now }).end).toMatchObject({ ended: 'timed-out', exitCode: null, seconds: 61 });
    expect(ci.state.cancelled).toHaveLength(1);
  });

  it('holds when the other side cannot be told', async () => {
    const { end, cancel } = begin();
    await started();
    ci.state.answer = 500;
    cancel();
    expect(await end).toMatchObject({ ended: 'cancelled' });
    expect(api.store.logText('i/1/functional/login')).toContain('the job is cancelled, and lab could not be told');
  });

  it('before anything was asked for tells nobody', async () => {
    const { end, cancel } = begin();
    cancel();
    expect(await end).toMatchObject({ ended: 'cancelled' });
    expect(ci.state.cancelled.length).toBe(ci.state.starts);
  });
});

describe('a status address', () => {
  beforeEach(() => { ci.state.hasStatus = true; });

  it('is asked, signed, until it says how the job ended', async () => {
    const { end, progress } = begin();
    const { id } = await theJob();
    ci.status.set(id, { status: 'running', output: ['one', 'two'] });
    await until(() => progress.includes('two'));
    ci.status.set(id, { status: 'running', output: ['one', 'two', 'three'] });
    await until(() => progress.includes('three'));
    ci.status.set(id, { status: 'finished', exitCode: 0, report: '<testsuites/>', output: ['one', 'two', 'three', 'four'] });
    expect(await end).toEqual({ ended: 'exited', exitCode: 0, report: '<testsuites/>', link: `https://ci.example/${id}`, seconds: expect.any(Number) });
    const log = api.store.logText('i/1/functional/login');
    expect(['one', 'two', 'three', 'four'].map((line) => log.split('\n').filter((each) => each === line).length)).toEqual([1, 1, 1, 1]);
    expect(ci.state.refused).toBe(0);
    expect(await begin().end).toMatchObject({ report: '<testsuites/>' });
  });

  it('that fails for a while is asked again, and the log says so once', async () => {
    const { end } = begin();
    const { id } = await theJob();
    await until(() => ci.state.asked >= 3);
    ci.status.set(id, { status: 'finished' });
    await end;
    expect(api.store.logText('i/1/functional/login').match(/It is asked again/g)).toHaveLength(1);
  });

  it('counts also beside a link that does not', async () => {
    ci.state.hasStatus = false;
    ci.state.answer = { statusUrl: '/jobs/7', link: 'javascript:alert(1)' };
    ci.status.set('7', { status: 'finished', exitCode: 0, report: '<testsuites/>' });
    expect(await begin().end).toMatchObject({ ended: 'exited', report: '<testsuites/>', link: undefined });
  });

  it('on another host is refused: our signatures go to nobody else', async () => {
    ci.state.hasStatus = false;
    ci.state.answer = { statusUrl: 'https://elsewhere.example/jobs/7' };
    await expect(begin().end).rejects.toMatchObject({ code: 'external-runner-failed', message: expect.stringContaining('statusUrl is not on the host') });
  });

  it('does not keep a callback out', async () => {
    const { end } = begin();
    await ci.tell(await theJob(), { status: 'finished', exitCode: 5 });
    expect(await end).toMatchObject({ exitCode: 5 });
  });
});
