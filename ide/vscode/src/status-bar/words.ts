// What does the status bar say? How many incidents are on the desk, whose turn it is, and how far the pipeline is.
import { progressOf } from '../../../../client/progress';
import { longProgress, shortProgress } from '../../../../client/progress-words';
import type { DeskIncident } from '../../../../src/contracts/desk';
import { Phase } from '../../../../src/domain/vocabulary';
import { escaped } from '../incidents/row';
import { dueOf, whoseTurn } from '../incidents/incident-row';
import { impactLine } from '../notices/words';
import type { Connection, Followed } from '../session';

const RUNNING: readonly Phase[] = [Phase.Build, Phase.Functional, Phase.Performance, Phase.Security, Phase.Further];
const MOST_LISTED = 5;

export interface Status {
  text: string;
  tooltip: string; // Markdown
  spoken: string;
  tone: 'plain' | 'waits' | 'trouble';
}

/** The incident whose pipeline is shown: the first of theirs that has one running. */
export function pipelineOf(desk: readonly DeskIncident[] | undefined): DeskIncident | undefined {
  return desk?.find(({ phase }) => RUNNING.includes(phase));
}

/** Undefined where there is nothing to say: whoever is signed out, and was not signed out by dayshift, is left alone. */
export function statusOf(connection: Connection, desk: readonly DeskIncident[] | undefined, followed: Followed | undefined, now: number): Status | undefined {
  switch (connection.kind) {
    case 'signed-out': return connection.why === undefined ? undefined : { text: '$(warning) dayshift: signed out', tooltip: `${escaped(connection.why)}\n\nClick to sign in again.`, spoken: `dayshift: signed out. ${connection.why}`, tone: 'trouble' };
    case 'connecting': return desk ? onDesk(connection, desk, followed, now) : { text: '$(sync~spin) dayshift', tooltip: `Connecting to ${escaped(connection.address)}`, spoken: 'dayshift: connecting', tone: 'plain' };
    case 'away': return { text: `$(debug-disconnect) ${desk?.length ?? 'dayshift'} · away`, tooltip: `dayshift does not answer: ${escaped(connection.why)}\n\nIt is asked again until it does.`, spoken: 'dayshift does not answer', tone: 'trouble' };
    case 'connected': return onDesk(connection, desk ?? [], followed, now);
  }
}

function onDesk(connection: Connection, desk: readonly DeskIncident[], followed: Followed | undefined, now: number): Status {
  const me = { id: 'me' in connection ? connection.me?.id ?? '' : '' };
  const waiting = desk.filter(({ part }) => part === 'turn');
  const running = followed && progressOf(followed.view, followed.progress, now);
  const [first] = desk;
  const turn = waiting[0] ? `your turn: ${dueOf(waiting[0])}` : undefined;
  const pipeline = running ? shortProgress(running) : pipelineOf(desk)?.phase;
  const words = [turn, pipeline ? `$(sync~spin) ${pipeline}` : undefined, !turn && !pipeline && first ? `${whoseTurn(first, me)}: ${first.phase}` : undefined].filter((word) => word !== undefined);
  const count = desk.length === 1 ? 'one incident' : `${desk.length} incidents`;
  return {
    text: [`$(flame) ${desk.length}`, ...words].join(' · '), tone: turn ? 'waits' : 'plain',
    spoken: ['dayshift', count, ...words.map((word) => word.replace(/\$\([^)]*\)\s*/g, ''))].join(', '),
    tooltip: desk.length === 0 ? 'Nothing needs you.' : [
      ...desk.slice(0, MOST_LISTED).map((one) => `${one.part === 'turn' ? '**Your turn**' : escaped(whoseTurn(one, me))}: ${escaped(impactLine(one))} · ${one.phase}`),
      ...(desk.length > MOST_LISTED ? [`and ${desk.length - MOST_LISTED} more`] : []), ...(running ? [escaped(longProgress(running))] : []),
    ].join('\n\n'),
  };
}
