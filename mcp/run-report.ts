// What did a run on the working copy come to, as an agent reads it? Each cell's verdict, the first faults with what repeats them, and where the rest lies.
import { z } from 'zod';
import type { LocalEnd } from '../workbench';
import { LONGEST_MESSAGE, LONGEST_TEXT, MOST_CELLS, cutText } from './bounds';
import { code } from './problem-text';
import { DATA_NOTE, inline, plain } from './quoted';

const Fault = z.object({ cell: z.string(), what: z.string(), file: z.string().optional(), line: z.number().int().optional(), isNew: z.boolean().optional(), command: z.string() });
export const RunReport = z.object({
  note: z.string(), passed: z.boolean(),
  results: z.array(z.object({ id: z.string(), verdict: z.string(), reason: z.string(), seconds: z.number() })), moreResults: z.number().int(),
  notRun: z.array(z.object({ id: z.string(), why: z.string() })), faults: z.array(Fault), moreFaults: z.number().int(), notes: z.array(z.string()),
  folder: z.string(), // of the evidence: each cell's result, report and screenshots
});
export type RunReport = z.infer<typeof RunReport>;

export function runReport({ passed, results, notRun, faults, more, differs, notes, folder }: LocalEnd): RunReport {
  return {
    note: DATA_NOTE, passed, folder,
    results: results.slice(0, MOST_CELLS).map(({ id, verdict, reason, seconds }) => ({ id, verdict, reason: plain(reason, 500), seconds })), moreResults: Math.max(0, results.length - MOST_CELLS),
    notRun: notRun.slice(0, MOST_CELLS).map(({ id, why }) => ({ id, why: plain(why) })),
    faults: faults.map(({ cell, what, file, line, isNew, command }) => ({ cell, what: plain(what, LONGEST_MESSAGE), file: file && plain(file), line, isNew, command: plain(command, 1000) })), moreFaults: more,
    notes: [...differs, ...notes].slice(0, 20).map((sentence) => plain(sentence, 500)),
  };
}

export function runText({ note, passed, results, moreResults, notRun, faults, moreFaults, notes, folder }: RunReport): string {
  const lines = [
    passed ? 'Every cell that was run passed.' : results.length > 0 ? 'Not passed.' : 'Nothing was run.', note, '',
    ...results.map(({ id, verdict, reason, seconds }) => `- ${id}: ${verdict} after ${seconds.toFixed(1)} s, ${inline(reason, 500)}`), ...(moreResults > 0 ? [`and ${moreResults} more`] : []),
    ...notRun.map(({ id, why }) => `- ${id}: not run, ${inline(why)}`),
    ...faults.map(({ what, file, line, isNew, command }) => `- ${file === undefined ? '' : `\`${code(file)}${line === undefined ? '' : `:${line}`}\` `}${inline(what, LONGEST_MESSAGE)}${isNew === false ? ' (what it is compared with has it too)' : ''}; repeat: \`${code(command)}\``),
    ...(moreFaults > 0 ? [`and ${moreFaults} faults more`] : []), ...notes.map((sentence) => inline(sentence, 500)), '', `Evidence and reports: ${folder}`,
  ];
  return cutText(lines.join('\n'), LONGEST_TEXT, `the rest lies in ${folder}`);
}
