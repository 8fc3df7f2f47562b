// What people do on a test's day: assign, push, sign; each waits until it is their turn.
import { assignUpdate, buildUpdate, cancelUpdate, signOffUpdate } from '../../workflows/messages';
import type { IncidentView } from '../../src/contracts/incident';
import { REPOSITORY, whenView, type DayHandle, type World } from './a-day';

export async function assign(day: DayHandle, to = 'maya'): Promise<void> {
  await whenView(day, (view) => view.suggestions.length > 0, 'owners are suggested');
  await day.executeUpdate(assignUpdate, { args: [{ by: 'paula', to, through: 'api' }] });
}

export interface PushOptions { files?: Record<string, string>; by?: string; author?: string }

export async function push(to: World, day: DayHandle, subject: string, { files = { 'src/login.ts': subject }, by = 'maya', author = 'maya@storefront.example' }: PushOptions = {}): Promise<string> {
  const { branch } = await whenView(day, (view) => view.phase !== 'assess', 'somebody is assigned');
  const commit = to.integrations.sourceControl.addCommit({ repository: REPOSITORY, branch, author, subject, files });
  await day.executeUpdate(buildUpdate, { args: [{ by, commit, through: 'api' }] });
  return commit;
}

/** The digest of the open card; with an environment, of that one's. */
export async function digestToSign(day: DayHandle, environment?: string): Promise<string> {
  const view = await whenView(day, ({ decision }) => decision?.state === 'open' && (environment === undefined || decision.environment === environment), `a sign-off${environment ? ` to ${environment}` : ''} is asked`);
  return view.decision?.digest ?? '';
}

export async function sign(day: DayHandle, by = 'olga', change: { environment?: string; decision?: 'approve' | 'reject'; reason?: string; exception?: string } = {}): Promise<string> {
  const { environment, decision = 'approve', ...more } = change;
  const digest = await digestToSign(day, environment);
  await day.executeUpdate(signOffUpdate, { args: [{ by, decision, digest, through: 'api', ...more }] });
  return digest;
}

export async function backAtTheFix(day: DayHandle, attempts: number): Promise<IncidentView> {
  return whenView(day, (view) => view.phase === 'fix' && view.attempts.length === attempts && view.attempts.at(-1)?.verdict !== 'running', `attempt ${attempts} was sent back`);
}

export async function endDay(day: DayHandle): Promise<void> {
  await day.executeUpdate(cancelUpdate, { args: [{ by: 'paula', reason: 'enough seen', through: 'api' }] });
  await day.result();
}
