// dayshift unrouted: alerts that belonged to no service, why, and how to take one off the list.
import type { Command } from 'commander';
import pc from 'picocolors';
import type { UnroutedAlert } from '../../src/contracts/http';
import { between, clean, clip, plural } from '../tree/text';
import { withExamples, withJson } from './declare';
import { printAnswer } from './say';
import { apiOf, printJson, printLines, wantsColour, widthOf } from './world';
import type { World } from './world';

export function addUnrouted(program: Command, world: World): void {
  const unrouted = program.command('unrouted').description('list alerts that belong to no service, or take one off the list')
    .option('--dismiss <key>', 'take this one off the list');
  withExamples(withJson(unrouted), 'unrouted', 'unrouted --dismiss alertmanager/1a2b3c4d')
    .action(async ({ dismiss, json }: { dismiss?: string; json?: boolean }, command: Command) => {
      const api = apiOf(command, world);
      if (dismiss !== undefined) {
        await api.dismissUnrouted(dismiss);
        return printAnswer(command, world, { accepted: true, text: `Dismissed: ${dismiss}.` });
      }
      const list = await api.unrouted();
      if (json) return printJson(world, list);
      const dropped = list.dropped > 0 ? [`${plural(list.dropped, 'older alert')} made room for newer ones.`] : [];
      if (list.unrouted.length === 0) return printLines(world, ['Every alert found its service.', ...dropped]);
      const now = Date.now();
      printLines(world, [...list.unrouted.flatMap((one) => describe(one, now, world)), ...dropped, 'Add a row to `alerts` of its service in dayshift.yaml, then: dayshift unrouted --dismiss KEY']);
    });
}

function describe({ key, alert, times, lastAt, rule }: UnroutedAlert, now: number, world: World): string[] {
  const paint = pc.createColors(wantsColour(world));
  const width = widthOf(world);
  const labels = Object.entries(alert.labels).map(([label, value]) => `${label}=${value}`).join(' ');
  const facts = [`${plural(times, 'time')}, last ${between(lastAt, undefined, now)} ago`, `${alert.status}, ${alert.severity}`, rule, labels].filter((text) => text !== '');
  return [paint.bold(clip(clean(`${alert.name}  ${key}`), width)), ...facts.map((text) => clip(`    ${clean(text)}`, width))];
}
