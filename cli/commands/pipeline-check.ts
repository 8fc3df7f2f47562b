// How does a well-written pipeline file read? Its stages, checks and cells with what each leaves, and what has ended.
import pc from 'picocolors';
import type { CellPlan } from '../../src/contracts/plan';
import type { Checked } from '../../workbench';
import type { Paint } from '../tree/row';
import { clean, plural, wrap } from '../tree/text';
import { wantsColour, widthOf } from './world';
import type { World } from './world';

export function describeCheck({ name, file, plan, warnings }: Checked, world: World): string[] {
  const paint = pc.createColors(wantsColour(world));
  const cells = plan.stages.reduce((sum, stage) => sum + stage.cells.length, 0);
  return [
    `${clean(name)} is well: ${clean(file.service)}, ${plural(plan.stages.length, 'stage')}, ${plural(cells, 'cell')}`,
    ...plan.stages.flatMap((stage) => ['', `${paint.bold(stage.stage)} ${paint.dim(stage.role)}`, ...checksOf(stage.cells).flatMap((one) => describeOne(one, paint, widthOf(world)))]),
    ...(warnings.length > 0 ? ['', ...warnings.flatMap((warning) => wrap(`warning: ${clean(warning)}`, widthOf(world)).map((line) => paint.yellow(line)))] : []),
  ];
}

function checksOf(cells: readonly CellPlan[]): CellPlan[][] {
  return [...new Set(cells.map(({ check }) => check))].map((check) => cells.filter((cell) => cell.check === check));
}

function describeOne(cells: CellPlan[], paint: Paint, width: number): string[] {
  const [first] = cells;
  if (!first) return [];
  const [[format, file] = ['', '']] = Object.entries(first.report);
  const more = [
    ...(first.needs.length > 0 ? [`needs ${first.needs.join(', ')}`] : []), ...(first.external === undefined ? [] : [`runs at ${first.external}`]),
    ...(first.runner === undefined ? [] : [`on ${first.runner}`]), ...(first.compare ? ['compared with the running release'] : []), ...(first.profile.kind === 'load' ? [] : [first.profile.kind]),
  ];
  const points = cells.filter(({ point }) => Object.keys(point).length > 0).map(({ point }) => Object.entries(point).map(([axis, value]) => `${axis}=${value}`).join(', '));
  return [
    ...wrap(clean(`${first.check}: \`${first.run}\` leaves ${format} at ${file}${more.length > 0 ? ` (${more.join('; ')})` : ''}`), width - 2).map((line, i) => (i === 0 ? `  ${line}` : `    ${line}`)),
    ...points.map((point) => paint.dim(`    ${clean(point)}`)),
  ];
}
