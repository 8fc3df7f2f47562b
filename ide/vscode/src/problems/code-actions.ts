// What can be done about a problem from its line? Look at what shows it, repeat it, read its rule, or let it through for a while.
import { CodeAction, CodeActionKind, commands, Disposable, env, languages, Uri, window, type CodeActionProvider, type Command } from 'vscode';
import type { Given } from '../feature';
import { told } from '../words/told';
import { isFollowed } from './as-diagnostic';
import { openEvidence } from './open-evidence';
import type { Shown, ShownProblems } from './shown-problems';
import { suppressFinding } from './suppress';

/** What `dayshift.runCheckHere` is given: the clone's root and one cell of one check. */
export interface CheckHere { incident: string; folder: string; check: string; at: Record<string, string> }

type Doing = (shown: Shown) => Promise<void>;

export function addCodeActions({ session, context, log }: Given, problems: ShownProblems): Disposable {
  const doings: Record<string, Doing> = {
    openRule: async ({ problem: { help } }) => { if (isFollowed(help)) await env.openExternal(Uri.parse(help, true)); },
    suppressFinding: (shown) => suppressFinding(session, shown),
    copyCommand: async ({ problem }) => {
      await env.clipboard.writeText(problem.command ?? '');
      void window.setStatusBarMessage('$(check) Copied: run it in the clone', 4000);
    },
    showLog: async ({ incident, problem }) => {
      const [cell] = problem.cells.filter((one) => one.log !== '');
      if (cell) await commands.executeCommand('dayshift.followLog', { incident, log: cell.log, title: cell.id });
    },
    openEvidence: ({ problem }) => openEvidence({ session, context }, problem.evidence),
  };

  function register([name, doing]: [string, Doing]): Disposable {
    return commands.registerCommand(`dayshift.problem.${name}`, told(log, name, doing));
  }

  const provider: CodeActionProvider = {
    provideCodeActions(document, range, { diagnostics }) {
      const shown = problems.at(document.uri).filter(({ line }) => line >= range.start.line && line <= range.end.line);
      return shown.flatMap((one) => {
        const own = diagnostics.filter(({ source, range: place }) => source === one.problem.source && place.start.line === one.line);
        return commandsFor(one).map((command) => {
          const action = new CodeAction(command.title, CodeActionKind.QuickFix);
          action.command = command;
          action.diagnostics = own;
          return action;
        });
      });
    },
  };
  return Disposable.from(
    ...Object.entries(doings).map(register),
    languages.registerCodeActionsProvider({ scheme: 'file' }, provider, { providedCodeActionKinds: [CodeActionKind.QuickFix] }),
  );
}

/** Only what is possible is offered. */
function commandsFor(shown: Shown): Command[] {
  const { problem, incident, root } = shown;
  const { kind, rule, help, command, cells, evidence, state, check } = problem;
  const own = (name: string, title: string): Command => ({ command: `dayshift.problem.${name}`, title, arguments: [shown] });
  const [cell] = cells;
  const here: CheckHere | undefined = check !== undefined && cell ? { incident, folder: root.fsPath, check, at: cell.at } : undefined;
  return [
    ...(isFollowed(help) ? [own('openRule', `Open rule ${rule}`)] : []),
    ...(kind === 'finding' && state !== 'suppressed' ? [own('suppressFinding', `Suppress ${rule} with reason and end date…`)] : []),
    ...(here ? [{ command: 'dayshift.runCheckHere', title: `Run the check ${here.check} here`, arguments: [here] }] : []),
    ...(command === undefined ? [] : [own('copyCommand', 'Copy the command that repeats it')]),
    ...(cells.some(({ log }) => log !== '') ? [own('showLog', 'Show log')] : []),
    ...(evidence.length > 0 ? [own('openEvidence', evidence[0]?.mediaType.startsWith('image/') ? 'Open evidence: the screenshot' : 'Open evidence')] : []),
    { command: 'dayshift.open', title: kind === 'metric' ? 'Open the incident with the chart of this figure' : 'Open the incident', arguments: [incident] },
  ];
}
