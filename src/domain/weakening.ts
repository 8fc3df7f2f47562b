// What would a fix's own pipeline file ask less of than the protected one? Said at sign-off, though the attempt was judged by the protected one.
import type { Plan } from '../contracts/plan';
import { isAt } from './point';
import { weakerCells } from './weakening-cells';
import { weakerEnvironments } from './weakening-release';

/**
 * One sentence for each way in which `after` asks less than `before`; the same file, and one that asks more, says nothing. What cannot be
 * compared, as another command, is said too. Time limits, amounts and machines are no matter of the gate.
 */
export function weakerIn(before: Plan, after: Plan): string[] {
  const said = [...weakerStages(before, after), ...weakerStories(before, after), ...weakerReuse(before, after), ...weakerEnvironments(before.environments, after.environments)];
  return [...new Set(said)];
}

function weakerStages(before: Plan, after: Plan): string[] {
  return before.stages.flatMap(({ stage, cells }) => {
    const kept = after.stages.find((other) => other.stage === stage);
    return kept ? weakerCells(cells, kept.cells, after.day) : [`the stage ${stage} is gone`];
  });
}

type Criterion = Plan['stories'][number]['criteria'][number];

function weakerStories(before: Plan, after: Plan): string[] {
  return before.stories.flatMap(({ id, criteria }) => {
    const story = after.stories.find((other) => other.id === id);
    if (!story) return [`the story ${id} is gone`];
    return criteria.flatMap((criterion) => {
      const kept = story.criteria.find((other) => isSame(criterion, other));
      return kept ? weakerCriterion(id, criterion, kept) : [`${id} no longer asks that "${criterion.text}"`];
    });
  });
}

function isSame(one: Criterion, other: Criterion): boolean {
  return one.id === undefined ? one.text === other.text : one.id === other.id || (other.id === undefined && one.text === other.text);
}

function weakerCriterion(story: string, before: Criterion, after: Criterion): string[] {
  const gone = before.tests.filter((test) => !after.tests.includes(test)).map((test) => `"${before.text}" of ${story} no longer asks for the test "${test}"`);
  const narrowed = after.in.length > 0 && (before.in.length === 0 || !before.in.every((point) => after.in.some((at) => isAt(point, at))));
  return [
    ...gone,
    ...(before.id !== undefined && after.id === undefined ? [`"${before.text}" of ${story} is no longer named by tests as ${before.id}`] : []),
    ...(narrowed ? [`"${before.text}" of ${story} must hold in fewer cells`] : []),
  ];
}

function weakerReuse({ reuse: before }: Plan, { reuse: after }: Plan): string[] {
  if (!after) return [];
  if (!before) return ['cells that passed in an earlier attempt would not be run again'];
  return before.inputs.filter((input) => !after.inputs.includes(input)).map((input) => `a change of ${input} would no longer have cells run again`);
}
