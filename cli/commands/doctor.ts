// dayshift doctor: will the next incident find everything in its place? Exit 1 when something is broken.
import type { Command } from 'commander';
import pc from 'picocolors';
import type { Diagnosis, DoctorFinding } from '../../src/contracts/http';
import { clean, pad, plural, wrap } from '../tree/text';
import { withExamples, withJson } from './declare';
import { apiOf, CliFault, printJson, printLines, wantsColour, widthOf } from './world';
import type { World } from './world';

type Paint = ReturnType<typeof pc.createColors>;
const SHAPES: Record<DoctorFinding['state'], string> = { well: '✓', doubtful: '?', broken: '✗' };
const STATE_WIDTH = 10;
const INDENT = 4 + STATE_WIDTH;

export function addDoctor(program: Command, world: World): void {
  const doctor = program.command('doctor').description('prove that every ladder reaches somebody, every gate can be passed and every part answers');
  withExamples(withJson(doctor), 'doctor', 'doctor --json')
    .action(async ({ json }: { json?: boolean }, command: Command) => {
      const diagnosis = await apiOf(command, world).doctor();
      if (json) printJson(world, diagnosis);
      else printLines(world, describe(diagnosis, world));
      const { broken, doubtful } = diagnosis;
      if (broken > 0) throw new CliFault(`${plural(broken, 'thing is', 'things are')} broken, ${doubtful} doubtful.`, 'Mend what is broken, then look again: dayshift doctor');
    });
}

function describe({ findings, broken, doubtful }: Diagnosis, world: World): string[] {
  const paint = pc.createColors(wantsColour(world));
  const width = widthOf(world);
  const areas = [...new Set(findings.map(({ area }) => area))];
  const all = areas.flatMap((area) => [paint.bold(clean(area)), ...findings.filter((one) => one.area === area).flatMap((one) => describeOne(one, paint, width))]);
  const end = doubtful > 0 ? `Nothing is broken; ${plural(doubtful, 'thing is', 'things are')} doubtful.` : 'All is well.';
  return broken > 0 ? all : [...all, '', end];
}

function describeOne({ what, state, found, advice }: DoctorFinding, paint: Paint, width: number): string[] {
  const colour = state === 'well' ? paint.green : state === 'broken' ? paint.red : paint.yellow;
  const room = Math.max(20, width - INDENT);
  const lines = `${what}: ${found}`.split('\n').flatMap((line) => wrap(clean(line), room));
  const toDo = advice === '' ? [] : wrap(clean(`→ ${advice}`), room).map((line) => paint.bold(line));
  const first = `  ${colour(`${SHAPES[state]} ${pad(state, STATE_WIDTH)}`)}`;
  return [...lines, ...toDo].map((line, i) => (i === 0 ? `${first}${line}` : `${' '.repeat(INDENT)}${line}`));
}
