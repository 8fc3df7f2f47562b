// Does a program ask at the pace that it is told, until its person has decided, and does it end with words for people?
import { ApiProblem } from '../../client/api-client';
import type { ApiClient } from '../../client/api-client';
import { DeviceNotGranted, signInByDevice } from '../../client/device';
import type { DeviceAnswer } from '../../src/contracts/device';

const CODE = { deviceCode: 'dayshift_x', userCode: 'WDJB-MJHT', link: 'http://127.0.0.1:8080/#/device/WDJB-MJHT', expiresAt: '2026-01-05T09:10:00.000Z', intervalSeconds: 5 };
const GRANTED: DeviceAnswer = { state: 'granted', secret: 'dayshift_s', credential: { id: 'token-1', kind: 'token', name: 'VS Code', person: 'maya', scopes: ['read', 'act'], from: 'made' } };
const WAITING: DeviceAnswer = { state: 'waiting' };

function problem(status: number): ApiProblem {
  return new ApiProblem({ type: '/problems/x', title: 'x', status, detail: 'no', advice: 'wait' });
}

/** An API that answers so, one after the other; the last again and again. */
function answering(...answers: (DeviceAnswer | ApiProblem)[]) {
  const asked: { path: string; body?: object }[] = [];
  const waited: number[] = [];
  const shown: string[] = [];
  const api: Pick<ApiClient, 'ask'> = {
    ask: (path, schema, sent) => {
      asked.push({ path, ...(sent?.body ? { body: sent.body } : {}) });
      const answer = path === '/device' ? CODE : answers[Math.min(asked.length - 2, answers.length - 1)];
      return answer instanceof ApiProblem ? Promise.reject(answer) : Promise.resolve(schema.parse(answer) as never);
    },
  };
  const controller = new AbortController();
  const signIn = () => signInByDevice(api, {
    name: 'VS Code', scopes: ['read', 'act'], signal: controller.signal,
    show: ({ userCode }) => { shown.push(userCode); },
    pause: (milliseconds) => { waited.push(milliseconds); return Promise.resolve(); },
  });
  return { signIn, asked, waited, shown, controller };
}

it('shows the code once, asks at its interval, and gives the secret', async () => {
  const { signIn, asked, waited, shown } = answering(WAITING, WAITING, GRANTED);
  expect(await signIn()).toEqual(GRANTED);
  expect(asked).toEqual([{ path: '/device', body: { name: 'VS Code', scopes: ['read', 'act'] } }, ...[1, 2, 3].map(() => ({ path: '/device/token', body: { deviceCode: 'dayshift_x' } }))]);
  expect([waited, shown]).toEqual([[5000, 5000, 5000], ['WDJB-MJHT']]);
});

it('asks more slowly for good when it is told to', async () => {
  const { signIn, waited } = answering(problem(429), WAITING, problem(429), GRANTED);
  await signIn();
  expect(waited).toEqual([5000, 10_000, 10_000, 15_000]);
});

it('goes on while dayshift does not answer, and gives up when that takes longer than any code is good', async () => {
  const { signIn } = answering(problem(503), GRANTED);
  expect(await signIn()).toEqual(GRANTED);
  const silent = answering(problem(503));
  await expect(silent.signIn()).rejects.toMatchObject({ state: 'expired' });
  expect(silent.waited.reduce((sum, one) => sum + one, 0)).toBe(900_000);
});

it.each([['denied', 'The sign-in was denied.'], ['expired', 'Nobody confirmed the sign-in in time.']] as const)('%s is said with what to do', async (state, message) => {
  const error: unknown = await answering({ state }).signIn().catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(DeviceNotGranted);
  expect(error).toMatchObject({ state, message, advice: expect.stringContaining('egin again') });
});

it('what dayshift refuses ends it', async () => {
  await expect(answering(problem(422)).signIn()).rejects.toMatchObject({ problem: { status: 422 } });
});

it('whoever gives up ends the asking; a sign-in that was given up before asks nothing', async () => {
  const { signIn, controller, asked } = answering(WAITING);
  const left = signIn();
  controller.abort();
  await expect(left).rejects.toThrow('aborted');
  const before = asked.length;
  await expect(signIn()).rejects.toThrow('aborted');
  expect(asked).toHaveLength(before);
});

it('a pause ends at once when the person gives up', async () => {
  const controller = new AbortController();
  const api: Pick<ApiClient, 'ask'> = { ask: (_path, schema) => Promise.resolve(schema.parse({ ...CODE, intervalSeconds: 3600 }) as never) };
  const asking = signInByDevice(api, { name: 'x', scopes: ['read'], signal: controller.signal, show: () => { setImmediate(() => { controller.abort(); }); } });
  await expect(asking).rejects.toThrow('aborted');
});
