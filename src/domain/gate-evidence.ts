// Which of a cell's evidence shows one fault best? The test's own screenshot and trace, then any, then the reports.
import type { Evidence } from '../contracts/evidence';
import type { TestCase } from '../contracts/report';
import type { CellResult } from '../contracts/result';

const MOST_EVIDENCE = 5;
const PICTURES = /\.(png|jpe?g|webp|gif)$/i;
const TRACES = /\.(zip|webm|mp4)$/i;

/** At most five, none of the running release. A test without attachments of its own may be shown by any picture or trace of its cell. */
export function faultEvidence({ evidence }: Pick<CellResult, 'evidence'>, test?: TestCase): Evidence[] {
  const ours = evidence.filter(({ name }) => !/^running(-\d+)?\//.test(name));
  const own = (test?.attachments ?? []).flatMap((path) => ours.find(({ name }) => isOf(name, path)) ?? []);
  const shown = own.length > 0 || !test ? own : [...ours.filter(({ name }) => PICTURES.test(name)), ...ours.filter(({ name }) => TRACES.test(name))];
  const reports = ours.filter(({ name }) => !PICTURES.test(name) && !TRACES.test(name));
  return [...new Set([...shown, ...reports])].slice(0, MOST_EVIDENCE);
}

/** Evidence is named from the report's folder on, behind the run that left it; an attachment from the checkout on. */
function isOf(name: string, path: string): boolean {
  const attached = path.replace(/^\.\//, '');
  const kept = name.slice(name.indexOf('/') + 1);
  return attached !== '' && (name === attached || name.endsWith(`/${attached}`) || attached.endsWith(`/${kept}`));
}
