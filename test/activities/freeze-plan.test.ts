// A fix that touches the pipeline file is judged by the protected one, and what its own would ask less of is said.
import { freezePlan } from '../../activities/freeze-plan';
import { PIPELINE_FILE } from '../../src/domain/ids';
import { createInMemorySourceControl } from '../../integrations/in-memory';
import { parsePipelineFile } from '../../src/config/pipeline-file';
import { changed, PIPELINE } from '../support/files';

const REPOSITORY = 'shop';

function aWorld(protectedFile: string | null = PIPELINE) {
  const sourceControl = createInMemorySourceControl();
  sourceControl.addCommit({ repository: REPOSITORY, files: { 'login.ts': 'old', ...(protectedFile === null ? {} : { [PIPELINE_FILE]: protectedFile }) } });
  const world = { sourceControl, sourceHistory: sourceControl, parsePipeline: (text: string, file: string) => parsePipelineFile(text, file) };
  const freeze = (files: Record<string, string | null>) => {
    const commit = sourceControl.addCommit({ repository: REPOSITORY, branch: 'fix', files });
    return freezePlan(world, { incident: 'i', attempt: 1, service: 'storefront', repository: REPOSITORY, protectedBranch: 'main', commit });
  };
  return { freeze };
}

test('a fix of the code alone touches nothing', async () => {
  const { plan, change } = await aWorld().freeze({ 'login.ts': 'new' });
  expect(plan).toMatchObject({ touchesPipeline: false, weakens: [] });
  expect(change.files.map(({ path }) => path)).toEqual(['login.ts']);
});

test('a threshold that the fix loosens stays as it was, and is said', async () => {
  const { plan } = await aWorld().freeze({ [PIPELINE_FILE]: changed(PIPELINE, 'max: 250ms', 'max: 900ms') });
  expect(plan).toMatchObject({ touchesPipeline: true, weakens: ['performance/login-under-load holds `http_req_duration p(95)` to max 900ms instead of 250ms'] });
  expect(plan.stages[1]?.cells[0]?.thresholds['http_req_duration p(95)']).toEqual({ max: '250ms', regression: '20%' });
});

test('a file that asks more is touched and weakens nothing', async () => {
  const { plan } = await aWorld().freeze({ [PIPELINE_FILE]: changed(PIPELINE, 'max: 250ms', 'max: 200ms') });
  expect(plan).toMatchObject({ touchesPipeline: true, weakens: [] });
});

test('a file that the fix breaks or takes away is said in one sentence', async () => {
  const broken = await aWorld().freeze({ [PIPELINE_FILE]: changed(PIPELINE, 'max: 250ms', 'max: soon') });
  expect(broken.plan.weakens).toEqual([expect.stringMatching(/^the fix's own pipeline file cannot be read: line 22: stages\.performance.*found `soon`/)]);
  const gone = await aWorld().freeze({ [PIPELINE_FILE]: null });
  expect(gone.plan.weakens).toEqual(['the fix takes the pipeline file away']);
});

test('of very many sentences twenty are kept, and the number of the others', async () => {
  const tests = Array.from({ length: 30 }, (_, i) => `test ${i}`);
  const many = changed(PIPELINE, '"login › accepts the e-mail in any letter case"', tests.join(', '));
  const { plan } = await aWorld(many).freeze({ [PIPELINE_FILE]: changed(many, tests.join(', '), tests[0] ?? '') });
  expect(plan.weakens).toHaveLength(21);
  expect(plan.weakens.at(-1)).toBe('and 9 more');
});

test('a file that asks for reuse is frozen with the digest of its inputs in the fix', async () => {
  const world = aWorld(changed(PIPELINE, 'signOff:', 'reuse: { inputs: [tests] }\nsignOff:'));
  const [one, same, other] = [await world.freeze({ 'login.ts': 'a' }), await world.freeze({ 'login.ts': 'b' }), await world.freeze({ 'tests/a.ts': 'c' })];
  expect(one.plan.reuse?.inputs).toEqual(['tests']);
  expect(same.plan.reuse).toEqual(one.plan.reuse);
  expect(other.plan.reuse?.tree).not.toBe(one.plan.reuse?.tree);
});

test('without a file on the protected branch nothing is judged, whatever the fix brings', async () => {
  await expect(aWorld(null).freeze({ [PIPELINE_FILE]: PIPELINE })).rejects.toMatchObject({ code: 'file-missing' });
});
