// What does a developer do with git from the editor? They start the fix of an incident, and have built what they pushed.
import { commands, Disposable } from 'vscode';
import type { Given } from '../feature';
import { told } from '../words/told';
import { initiateBuild } from './initiate-build';
import { startFix } from './start-fix';

export function addFix(given: Given): Disposable {
  return Disposable.from(
    commands.registerCommand('dayshift.startFix', told(given.log, 'Start fix', (asked: unknown) => startFix(given, asked))),
    commands.registerCommand('dayshift.build', told(given.log, 'Initiate build', (asked: unknown) => initiateBuild(given, asked))),
  );
}
