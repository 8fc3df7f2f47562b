// Are the files that a developer needs opened first, and none that lies outside of the clone?
import { insideClone, openable, suspectedFiles } from '../../clone/suspected-files';
import { positionOf, sceneAt } from '../dashboard/fixture/world';

const view = (position: number) => sceneAt(position, Date.now()).view;

it('what the running release changed comes first before anything was tried', () => {
  const files = suspectedFiles(view(positionOf('assigned')));
  expect(files.map(({ path }) => path)).toEqual(['src/login/login.ts', 'src/login/customers.ts', 'src/mail/greeting.ts']);
  expect(files[0]?.why).toBe('changed by “Log in with the e-mail in lower case”');
});

it('where the last attempt failed comes before what the release changed', () => {
  const back = view(positionOf('fixAwaited', 1));
  const attempt = back.attempts.at(-1);
  if (!attempt) throw new Error('no attempt');
  const stages = attempt.stages.map((stage, index) => (index > 0 ? stage : { ...stage, answer: { faults: [
    { cell: 'c', what: 'known in production', isNew: false, file: 'src/old.ts', line: 1, command: '', evidence: [], log: '' },
    { cell: 'c', what: 'login › accepts', isNew: true, file: './src/login/login.ts', line: 12, command: '', evidence: [], log: '' },
    { cell: 'c', what: 'outside', isNew: true, file: '../../etc/passwd', command: '', evidence: [], log: '' },
  ], more: 0, differs: [] } }));
  const files = suspectedFiles({ related: back.related, attempts: [{ ...attempt, verdict: 'functional-failed', stages }] });
  expect(files[0]).toEqual({ path: 'src/login/login.ts', line: 12, why: 'login › accepts' });
  expect(files.map(({ path }) => path)).not.toContain('src/old.ts');
  expect(files.some(({ path }) => path.includes('passwd'))).toBe(false);
});

it('lock files and prose come last, and five are enough', async () => {
  const paths = ['package-lock.json', 'README.md', 'a.ts', 'b.ts', 'c.ts', 'd.ts', 'e.ts', 'gone.ts'];
  const related = { change: { subject: 's', files: paths.map((path) => ({ path, owners: [] })) } } as never;
  const opened = await openable(suspectedFiles({ attempts: [], related }), async (path) => path !== 'b.ts');
  expect(opened.map(({ path }) => path)).toEqual(['a.ts', 'c.ts', 'd.ts', 'e.ts', 'gone.ts']);
});

it.each(['/etc/passwd', '../x', 'a/../../x', 'C:\\x', '.git/hooks/post-checkout', 'a/.GIT/x', '', '.', 'a\0b'])('%p leads out of the clone', (path) => {
  expect(insideClone(path)).toBeUndefined();
});

it('a path of the clone is kept, written with slashes', () => {
  expect(insideClone('./src\\login/login.ts')).toBe('src/login/login.ts');
});
