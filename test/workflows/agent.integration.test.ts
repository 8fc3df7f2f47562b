// Does a real incident tell what an agent did, and hold its person to it? Acknowledged, noted and built by an agent; then its person may not approve.
import { acknowledgeUpdate, buildUpdate, noteUpdate, signOffUpdate } from '../../workflows/messages';
import { anInput, openDay, REPOSITORY, whenView } from '../support/a-day';
import { TEAM } from '../support/a-team';
import { assign, digestToSign, endDay } from '../support/day-steps';
import { inAWorld } from '../support/in-a-world';

const stage = inAWorld();
const SIGNERS = TEAM.map((person) => (person.id === 'maya' ? { ...person, roles: [...person.roles, 'operations-engineer' as const] } : person));

test('the timeline names the agent, the attempt and the card say it, and the person cannot sign it off', async () => {
  const day = await openDay(stage.world, anInput({ team: SIGNERS }));
  await assign(day);
  const word = { by: 'maya', through: 'agent' } as const;
  const { branch } = await whenView(day, ({ phase }) => phase === 'fix', 'maya is asked');
  await day.executeUpdate(acknowledgeUpdate, { args: [word] });
  await day.executeUpdate(noteUpdate, { args: [{ ...word, text: 'The e-mail is compared as it was typed.' }] });
  const commit = stage.world.integrations.sourceControl.addCommit({ repository: REPOSITORY, branch, author: 'somebody@elsewhere.example', subject: 'lower-case the e-mail', files: { 'src/login.ts': 'lower' } });
  await day.executeUpdate(buildUpdate, { args: [{ ...word, commit }] });
  const digest = await digestToSign(day);
  const { timeline, attempts, decision } = await whenView(day, (view) => view.decision?.state === 'open', 'a sign-off is asked');
  expect(timeline.filter(({ text }) => text.includes('Maya Mender\'s agent')).map(({ kind, who }) => [kind, who])).toEqual([['acknowledged', 'maya'], ['noted', 'maya'], ['attemptStarted', 'maya']]);
  expect(attempts[0]).toMatchObject({ by: 'maya', through: 'agent' });
  expect(decision).toMatchObject({ mayDecide: ['olga'], excluded: ['maya'], risks: expect.arrayContaining(['an agent had it built, in the name of maya']) });
  await expect(day.executeUpdate(signOffUpdate, { args: [{ by: 'maya', decision: 'approve', digest, through: 'api' }] })).rejects.toMatchObject({ cause: { message: expect.stringContaining('an author cannot approve') } });
  await endDay(day);
});
