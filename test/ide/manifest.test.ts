// Does the manifest promise only what the extension does? Every command is there, every file, and the readme names every setting.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

interface Manifest {
  icon: string;
  capabilities: { untrustedWorkspaces: { restrictedConfigurations: string[] } };
  contributes: {
    commands: { command: string; title: string }[];
    menus: Record<string, { command: string }[]>;
    viewsContainers: { activitybar: { icon: string }[] };
    viewsWelcome: { contents: string }[];
    configuration: { properties: Record<string, { description?: string }> };
  };
}

const ROOM = path.join(__dirname, '../../ide/vscode');
const { icon, capabilities, contributes } = JSON.parse(readFileSync(path.join(ROOM, 'package.json'), 'utf8')) as Manifest;
const sources = readdirSync(path.join(ROOM, 'src'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts')).map((name) => readFileSync(path.join(ROOM, 'src', name), 'utf8')).join('\n');
const registered = new Set([...sources.matchAll(/['"](dayshift\.[A-Za-z]+)['"]/g)].map(([, name]) => name));
const commands = contributes.commands.map(({ command }) => command);

test('every command of the manifest is one that the sources name', () => {
  expect(commands.filter((command) => !registered.has(command))).toEqual([]);
});

test('every command of a menu or a welcome is one of the manifest', () => {
  const asked = [...Object.values(contributes.menus).flat().map(({ command }) => command), ...contributes.viewsWelcome.flatMap(({ contents }) => [...contents.matchAll(/command:([\w.]+)/g)].map(([, command]) => command ?? ''))];
  expect(asked.filter((command) => !commands.includes(command))).toEqual([]);
});

test('every picture is there', () => {
  expect([icon, ...contributes.viewsContainers.activitybar.map((container) => container.icon)].filter((file) => !existsSync(path.join(ROOM, file)))).toEqual([]);
});

test('every setting says what it does, and the readme names it', () => {
  const readme = readFileSync(path.join(ROOM, 'README.md'), 'utf8');
  const settings = Object.entries(contributes.configuration.properties);
  expect(settings.filter(([name, { description }]) => !description || !readme.includes(`\`${name}\``)).map(([name]) => name)).toEqual([]);
});

test('a workspace that is not trusted says neither where a token is sent nor what is run', () => {
  expect(capabilities.untrustedWorkspaces.restrictedConfigurations).toEqual(expect.arrayContaining(['dayshift.address', 'dayshift.command']));
});
