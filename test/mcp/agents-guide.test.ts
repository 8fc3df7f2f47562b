// Does each command and configuration of the agents' guide do what it says? The commands are run, the configurations start a server, the tables name what is there.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { listen, type Listening } from '../../api/listen';
import { anApi, TOKENS } from '../api/an-api';
import { runCommand } from '../cli/command-line';
import { anAgent } from './an-agent';

const guide = readFileSync(path.join(__dirname, '..', '..', 'docs/guides/agents.md'), 'utf8');
const blocks = (language: string): string[] => [...guide.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].filter(([, of]) => of === language).map(([, , text = '']) => text);
const wordsOf = (line: string): string[] => [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
const commands = blocks('sh').flatMap((block) => block.trim().split('\n'));

let door: Listening | undefined;
afterEach(async () => {
  await door?.close();
  door = undefined;
});
async function serve(): Promise<string> {
  door = await listen(anApi({ readsNeedToken: true }).app, { host: '127.0.0.1', port: 0 });
  return `http://127.0.0.1:${door.port}`;
}

test('its commands are these', () => {
  expect(commands.map((line) => wordsOf(line).slice(0, 3).join(' '))).toEqual(['dayshift login --agent', 'dayshift token make', 'npx @modelcontextprotocol/inspector --cli', 'dayshift audit --outcome']);
});

test('an administrator makes the token, and sees what was refused', async () => {
  const address = await serve();
  const [, make = '', , audit = ''] = commands;
  const made = await runCommand(address, wordsOf(make).slice(1), { token: TOKENS.paula });
  const secret = /^Token {2}(dayshift_[\w-]{43})$/m.exec(made.out)?.[1] ?? '';
  expect((await runCommand(address, ['cancel', 'storefront.LoginRefused.0123abcd', 'it looks well'], { token: secret })).code).toBe(1);
  expect((await runCommand(address, wordsOf(audit).slice(1), { token: TOKENS.paula })).out).toMatch(/refused +person maya +cancel/);
});

test('without a token, and with a person\'s own, the server is not started, and both say how one is made', async () => {
  const address = await serve();
  for (const token of [undefined, TOKENS.maya]) {
    const { code, err, out } = await runCommand(address, ['mcp'], { token, env: { HOME: '/nowhere' } });
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain('dayshift token make --name "my agent" --person <id> --agent');
  }
});

test('each configuration starts this server, and holds no token', () => {
  const [generic = '', code = ''] = blocks('json');
  const { mcpServers } = JSON.parse(generic) as { mcpServers: Record<string, unknown> };
  const { servers, inputs } = JSON.parse(code) as { servers: Record<string, { env: Record<string, string> }>; inputs: { id: string; password: boolean }[] };
  expect(mcpServers['dayshift']).toMatchObject({ command: 'dayshift', args: ['mcp'] });
  expect(servers['dayshift']).toMatchObject({ type: 'stdio', command: 'dayshift', args: ['mcp'] });
  expect(inputs).toEqual([expect.objectContaining({ id: 'dayshift-token', password: true })]);
  expect(servers['dayshift']?.env['DAYSHIFT_TOKEN']).toBe(`\${input:${inputs[0]?.id}}`);
  expect(guide).not.toMatch(/dayshift_[\w-]{20}/);
});

test('the tables name every tool and every resource', async () => {
  const agent = await anAgent();
  const { tools } = await agent.client.listTools();
  const [, table = ''] = /\| Tool \|[^\n]*\n([^]*?)\n\n/.exec(guide) ?? [];
  const named = [...table.matchAll(/^\| ([^|]*) \|/gm)].flatMap(([, cell = '']) => [...cell.matchAll(/`(\w+)`/g)].map(([, name]) => name));
  expect(named.sort()).toEqual(tools.map(({ name }) => name).sort());
  for (const place of ['dayshift://incidents', '…/json', '/attempts/{n}', '…/problems', 'dayshift://logs/', 'dayshift://evidence/{digest}']) expect(guide).toContain(place);
  await agent.close();
});
