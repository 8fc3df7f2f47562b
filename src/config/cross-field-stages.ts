// Where may a team's own stages stand? Behind one that exists, under a name that nothing else has; one function per rule.
import type { PipelineFile } from '../contracts/pipeline-file';
import { Phase, STAGES } from '../domain/vocabulary';
import { circleFrom } from './cross-field-checks';
import { oneOf } from './cross-field';
import type { Fault } from './faults';

export function stageNamesAreFree(file: PipelineFile): Fault[] {
  const taken: readonly string[] = Object.values(Phase);
  return Object.keys(file.furtherStages ?? {}).filter((name) => taken.includes(name))
    .map((name) => ({ path: ['furtherStages', name], found: `the name \`${name}\`, which a part of the day has`, write: 'another name, e.g. `accessibility`' }));
}

export function stagesFollow(file: PipelineFile): Fault[] {
  const own = Object.entries(file.furtherStages ?? {});
  const names = [...STAGES, ...own.map(([name]) => name)];
  return own.flatMap(([name, { after }]): Fault[] => {
    if (after === undefined || (names.includes(after) && after !== name)) return [];
    return [{ path: ['furtherStages', name, 'after'], found: after === name ? `\`${after}\` itself` : `\`${after}\`, which is no stage`, write: oneOf(after, names.filter((other) => other !== name)) }];
  });
}

export function stagesHaveNoCircle(file: PipelineFile): Fault[] {
  const own = Object.entries(file.furtherStages ?? {});
  const before = new Map(own.map(([name, { after }]) => [name, after]));
  return own.flatMap(([name], i): Fault[] => {
    const circle = circleFrom(name, (stage) => [before.get(stage) ?? []].flat());
    if (!circle || circle.length < 3 || own.findIndex(([other]) => circle.includes(other)) < i) return [];
    return [{ path: ['furtherStages', name, 'after'], found: `a circle (${circle.join(' → ')})`, write: `one of ${STAGES.map((stage) => `\`${stage}\``).join(', ')}` }];
  });
}
