// What does `man dayshift` show? Every command with its options, made from the same declarations that parse them, as roff (man(7)).
import type { Command, Option } from 'commander';

const ENVIRONMENT: readonly [name: string, meaning: string][] = [
  ['DAYSHIFT_API', 'dayshift\'s address; default: the one of your last login, else http://127.0.0.1:8080.'],
  ['DAYSHIFT_TOKEN', 'your token; default: what `dayshift login` kept.'],
  ['NO_COLOR', 'no colours, whatever its value.'],
  ['COLUMNS', 'the width to write for when there is no terminal.'],
];
const EXIT: readonly [code: string, meaning: string][] = [
  ['0', 'done'], ['1', 'refused, failed, or a check did not pass'], ['2', 'the command is written wrongly'], ['3', 'dayshift does not answer'], ['130', 'ended by Ctrl-C'],
];

/** @param date ISO day */
export function manPage(program: Command, { version, date }: { version: string; date: string }): string {
  const commands = program.createHelp().visibleCommands(program).filter((one) => one.name() !== 'help');
  return [
    `.TH DAYSHIFT 1 ${quoted(date)} ${quoted(`dayshift ${version}`)} "dayshift"`,
    '.nh', '.ad l', // a command is not broken or spread
    '.SH NAME', `dayshift \\- ${plain(program.description())}`,
    '.SH SYNOPSIS', '.B dayshift', '.RI [ command ]', '.RI [ options ]',
    '.SH OPTIONS', ...optionsOf(program),
    '.SH COMMANDS', ...commands.flatMap((command) => commandOf(command, '')),
    '.SH ENVIRONMENT', ...ENVIRONMENT.flatMap(([name, meaning]) => ['.TP', `.B ${name}`, plain(meaning)]),
    '.SH "EXIT STATUS"', ...EXIT.flatMap(([code, meaning]) => ['.TP', `.B ${code}`, plain(meaning)]),
    '',
  ].join('\n');
}

function commandOf(command: Command, before: string): string[] {
  const name = `${before}${command.name()}`;
  const inner = command.createHelp().visibleCommands(command).filter((one) => one.name() !== 'help');
  const usage = command.registeredArguments.map((one) => (one.required ? `<${one.name()}${one.variadic ? '...' : ''}>` : `[${one.name()}${one.variadic ? '...' : ''}]`)).join(' ');
  const own = [
    `.SS ${quoted(`${name}${usage ? ` ${usage}` : ''}`)}`, plain(sentence(command.description())),
    ...command.registeredArguments.filter(({ description }) => description !== '').flatMap((one) => ['.TP', `.I ${plain(one.name())}`, plain(one.description)]),
    ...optionsOf(command),
  ];
  return [...(inner.length > 0 && command.registeredArguments.length === 0 ? [] : own), ...inner.flatMap((one) => commandOf(one, `${name} `))];
}

function optionsOf(command: Command): string[] {
  return command.createHelp().visibleOptions(command).filter(({ long }) => long !== '--help').flatMap((option) => ['.TP', `.B ${plain(option.flags)}`, plain(meaningOf(option))]);
}

function meaningOf({ description, argChoices, defaultValue, defaultValueDescription }: Option): string {
  const choices = argChoices ? `; one of ${argChoices.join(', ')}` : '';
  const usual = defaultValueDescription ?? (typeof defaultValue === 'string' || typeof defaultValue === 'number' ? String(defaultValue) : undefined);
  return `${description}${choices}${usual === undefined ? '' : `; default ${usual}`}`;
}

function sentence(text: string): string {
  return text.endsWith('.') ? text : `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

/** Text as roff takes it: no line of it is a request, no sign of it a command. */
function plain(text: string): string {
  const escaped = text.replace(/\s+/g, ' ').trim().replace(/\\/g, '\\e').replace(/-/g, '\\-').replace(/`([^`]*)`/g, '\\fB$1\\fR').replace(/'/g, '\\(aq').replace(/"/g, '\\(dq')
    .replace(/[^\x20-\x7e]/gu, (sign) => `\\[u${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`);
  return /^[.']/.test(escaped) ? `\\&${escaped}` : escaped;
}

function quoted(text: string): string {
  return `"${plain(text)}"`;
}
