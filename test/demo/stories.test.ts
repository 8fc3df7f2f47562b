// Do the stories fit together? What each turn pushes, and the pipeline file that each plays with.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pipelineOf } from '../../demo/story-pipeline';
import { fixesFor, isStory, plotOf, STORIES, type Story } from '../../demo/stories';
import { parsePipelineFile } from '../../src/config/pipeline-file';
import { PIPELINE_FILE } from '../../src/domain/ids';
import { environmentsOf } from '../../src/domain/plan-release';

const template = readFileSync(path.resolve(__dirname, '../../demo/storefront', PIPELINE_FILE), 'utf8');
const stories = Object.keys(STORIES).filter(isStory);

function productionIn(story: Story): ReturnType<typeof environmentsOf>[number] {
  const [production] = environmentsOf(parsePipelineFile(pipelineOf(story, template), PIPELINE_FILE));
  if (!production) throw new Error('no environment');
  return production;
}

test.each(stories)('%s pushes each fix once, and the last push again when there is none left', (story) => {
  const { pushes } = plotOf(story);
  const all = pushes.flat();
  expect(new Set(all).size).toBe(all.length);
  pushes.forEach((numbers, attempts) => expect(fixesFor(story, attempts)).toEqual(numbers));
  expect(fixesFor(story, pushes.length + 3)).toEqual(pushes.at(-1));
});

test('a name that is no story is none', () => {
  expect(isStory('rollback')).toBe(true);
  expect(isStory('toString')).toBe(false);
});

test('day and flaky play with the file as the template has it', () => {
  expect(pipelineOf('day', template)).toBe(template);
  expect(pipelineOf('flaky', template)).toBe(template);
});

test('rollback watches long enough for the guard to show: 50 s at the pace of the demo\'s customers', () => {
  const { watch, deploy } = productionIn('rollback');
  expect(deploy.strategy).toBe('blue-green');
  expect(watch).toMatchObject({ forSeconds: 80, onBurn: 'rollback' });
  expect(productionIn('day').watch?.forSeconds).toBe(30);
});

test('canary goes to a tenth, then to three quarters, each watched by the same rules', () => {
  const { deploy, watch } = productionIn('canary');
  expect(deploy).toMatchObject({ strategy: 'canary', steps: [{ weight: 10, forSeconds: 20 }, { weight: 75, forSeconds: 90 }] });
  expect(watch).toEqual(productionIn('day').watch);
});

test('a story changes nothing of the file but how a release goes out and how long it is watched', () => {
  const usual = parsePipelineFile(template, PIPELINE_FILE);
  for (const story of stories) {
    const { deploy, watch, ...others } = parsePipelineFile(pipelineOf(story, template), PIPELINE_FILE);
    expect({ ...others, deploy: { ...deploy, strategy: usual.deploy.strategy, steps: usual.deploy.steps }, watch: { ...watch, for: usual.watch.for } }).toEqual(usual);
  }
});

test('a template without the line that a story changes is refused, with the line', () => {
  expect(() => pipelineOf('rollback', template.replace('  for: 30s', '  for: 31s'))).toThrow(/“for: 30s” 0 times; the story rollback/);
});
