// Cells are chosen by stage, check and place; a wrong name is told with those that there are.
import { planAttempt } from '../../src/domain/plan';
import { chooseCells, type Choice } from '../../workbench/choose-cells';
import { aCheck, aPipelineFile } from '../support/builders';

const FACTS = { pipelineDigest: '', pipelineCommit: '', touchesPipeline: false, weakens: [], day: '2026-03-02' };
const base = aPipelineFile();
const plan = planAttempt(aPipelineFile({
  stages: { ...base.stages, functional: { checks: [aCheck({ matrix: { device: ['ipad', 'pixel'], data: ['old', 'new'] } }), aCheck({ name: 'far', external: 'ci' })] } },
}), FACTS);

const choose = (choice: Partial<Choice>) => chooseCells(plan, { at: {}, ...choice }, 'pipeline.yaml');
const ids = (choice: Partial<Choice>): string[] => choose(choice).stages.flatMap(({ cells }) => cells.map(({ id }) => id));

test('without a choice all are meant, but for those that run elsewhere, which are told apart', () => {
  expect(ids({})).toHaveLength(6);
  expect(choose({}).elsewhere.map(({ id }) => id)).toEqual(['functional/far']);
});

test('a stage, a check, a place or a part of one', () => {
  expect(ids({ stage: 'security' })).toEqual(['security/static']);
  expect(ids({ check: 'login', at: { device: 'ipad' } })).toEqual(['functional/login/data=old,device=ipad', 'functional/login/data=new,device=ipad']);
  expect(ids({ at: { device: 'ipad', data: 'new' } })).toEqual(['functional/login/data=new,device=ipad']);
});

test.each([
  [{ stage: 'speed' }, 'of the stage speed', 'functional, performance, security'],
  [{ stage: 'functional', check: 'load' }, 'of the stage functional, of the check load', 'login, far'],
  [{ check: 'login', at: { device: 'ipod' } }, 'of the check login, at device=ipod', 'data=old, device=ipad, device=pixel, data=new'],
  [{ check: 'load', at: { device: 'ipad' } }, 'of the check load, at device=ipad', 'no places, for the check has no matrix'],
])('%j is answered with what there is', (choice, wanted, known) => {
  expect(() => choose(choice)).toThrow(expect.objectContaining({ code: 'cells-unknown', message: `No cell of pipeline.yaml is ${wanted}.`, advice: `There are: ${known}.` }) as Error);
});
