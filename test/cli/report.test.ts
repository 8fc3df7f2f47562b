// Does `dayshift report` ask on a terminal for what is missing, take it by options or standard input, and say what is not whole?
import { run } from '../../cli/main';
import { positionOf } from '../dashboard/fixture/world';
import { serveDay, type ServedDay } from './a-day-served';
import { runCommand } from './command-line';

let day: ServedDay;
beforeEach(async () => { day = await serveDay(positionOf('acknowledged'), { alone: true }); });
afterEach(() => day.close());

test('on a terminal it asks for what is missing, and only for that', async () => {
  const asked: string[] = [];
  const answers: Record<string, string> = { try: 'to log in', happened: 'it says that my password is wrong', reached: '' };
  const told = { out: '' };
  const code = await run(['report', '--service', 'storefront'], {
    out: { write: (text) => { told.out += text; } }, err: { write: (text) => { told.out += text; } }, env: { DAYSHIFT_API: day.address }, cwd: '/', signal: new AbortController().signal,
    ask: async (question) => {
      asked.push(question);
      return Object.entries(answers).find(([word]) => question.includes(word))?.[1] ?? '';
    },
  });
  expect([code, asked]).toEqual([0, ['What did they try? ', 'What happened instead? ', 'How can they be reached? (may stay empty) ']]);
  expect(told.out).toContain('Thank you. Your report has reached the team.\nReference report-');
});

test('as JSON on standard input, and with a receipt as JSON', async () => {
  async function* input(): AsyncGenerator<Buffer> { yield Buffer.from('{"service":"storefront","tried":"to log in","happened":"refused"}'); }
  const { code, out } = await runCommand(day.address, ['report', '--file', '-', '--json'], { input: input() });
  expect([code, JSON.parse(out)]).toMatchObject([0, { reference: expect.stringMatching(/^report-/) }]);
});

test('what is missing, too short, or no service that takes reports is said', async () => {
  expect(await runCommand(day.address, ['report', '--service', 'storefront', '--tried', 'x'])).toMatchObject({ code: 2, err: expect.stringContaining('tried is too short or too long, happened is missing') });
  expect(await runCommand(day.address, ['report', '--service', 'nope', '--tried', 'to log in', '--happened', 'refused'])).toMatchObject({ code: 1, err: expect.stringContaining('storefront') });
});
