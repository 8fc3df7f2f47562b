// What did a run on the working copy come to? A row a cell, the first failures with file and line, and where the evidence lies.
import pc from 'picocolors';
import type { LocalEnd } from '../../workbench';
import { paintState, SHAPES } from '../tree/row';
import type { Paint } from '../tree/row';
import { clean, pad, span, widthOf as columnsOf, wrap } from '../tree/text';
import { wantsColour, widthOf } from './world';
import type { World } from './world';

const VERDICT_WIDTH = 13;

export function describeEnd({ results, notRun, faults, more, differs, notes, folder, kept }: LocalEnd, world: World): string[] {
  const paint = pc.createColors(wantsColour(world));
  const width = widthOf(world);
  const longest = Math.max(...[...results, ...notRun].map(({ id }) => columnsOf(id)), 0);
  return [
    '',
    ...results.map(({ id, verdict, seconds, reason, flaky }) => `${paintState(paint, verdict)(`${SHAPES[verdict]} ${pad(verdict, VERDICT_WIDTH)}`)}${pad(clean(id), longest)}  ${pad(span(seconds * 1000), 7)} ${clean(flaky?.length ? `flaky: ${reason}` : reason)}`.trimEnd()),
    ...notRun.map(({ id, why }) => paint.dim(`- ${pad('not run', VERDICT_WIDTH)}${pad(clean(id), longest)}  ${clean(why)}`)),
    ...faults.flatMap((fault, i) => describeFault(fault, i + 1, { paint, width })),
    ...(more > 0 ? [`and ${more} more`] : []),
    ...section(differs, width), ...section(notes, width),
    '', `evidence: ${folder}`, ...(kept === undefined ? [] : [`checkouts: ${kept}`]),
  ];
}

function describeFault({ what, file, line, isNew, command }: LocalEnd['faults'][number], number: number, { paint, width }: { paint: Paint; width: number }): string[] {
  const inside = (text: string): string[] => wrap(clean(text), width - 4).map((one) => `    ${one}`);
  return [
    '', ...inside(`${what}${isNew === false ? ' (what it is compared with has this too)' : ''}`).map((one, i) => (i === 0 ? `${pad(`${number}.`, 4)}${paint.bold(one.trimStart())}` : paint.bold(one))),
    ...(file === undefined ? [] : [`    ${clean(file)}${line === undefined ? '' : `:${line}`}`]),
    paint.dim(`    ${clean(command)}`),
  ];
}

function section(sentences: readonly string[], width: number): string[] {
  return sentences.length === 0 ? [] : ['', ...sentences.flatMap((sentence) => wrap(clean(sentence), width))];
}
