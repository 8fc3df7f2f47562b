// Is a notification one readable line, whatever its text holds?
import { createConsoleNotifier } from '../../../integrations/console';
import { aNotification } from '../../support/a-notification';

it('writes one line with the people, the text and the link', async () => {
  const lines: string[] = [];
  await createConsoleNotifier({ write: (line) => lines.push(line) }).notify(aNotification({ to: ['dev', 'maya'], link: 'http://x/i' }));
  expect(lines).toEqual(['2026-11-23T10:00:00.000Z to dev, maya: A fix is yours – Logins are refused for a third http://x/i']);
});

it('names everybody, and leaves out what would steer the terminal', async () => {
  const lines: string[] = [];
  await createConsoleNotifier({ write: (line) => lines.push(line) }).notify(aNotification({ to: [], text: '', link: undefined, subject: 'a\u001b[31mb\r\nc' }));
  expect(lines).toEqual(['2026-11-23T10:00:00.000Z to everybody: a[31mbc']);
});
