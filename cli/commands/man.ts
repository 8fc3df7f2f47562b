// dayshift man: the manual page, for `dayshift man | man -l -` and for packages.
import type { Command } from 'commander';
import { manPage } from '../man-page';
import type { World } from './world';

export function addMan(program: Command, world: World): void {
  program.command('man').description('print the manual page, e.g. `dayshift man | man -l -`')
    .action(() => { world.out.write(manPage(program, { version: program.version() ?? '', date: new Date().toISOString().slice(0, 10) })); });
}
