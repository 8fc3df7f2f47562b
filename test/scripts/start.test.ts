// Does `npm start` set up exactly what is missing, once, and then stand aside for the program it starts?

import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createWorld, namesIn, partScript, says, type World } from './world';

const lock = { lockfileVersion: 3, packages: { '': { name: 'shop' }, 'node_modules/left': { version: '1.0.0', integrity: 'sha512-left' } } };
const demo = `
  const waiting = process.argv.includes('--wait') && setInterval(() => {}, 1000);
  let signals = 0;
  for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => {
    signals += 1;
    console.log('got ' + signal);
    setTimeout(() => { console.log(signals + ' in all'); clearInterval(waiting); process.exit(7); }, 300);
  });
  console.log(JSON.stringify({ flags: process.argv.slice(2), temporal: process.env.DAYSHIFT_TEMPORAL, version: require('./version.json') }));
`;
/** Stands in for npm: `ci` installs what the lock file says, `run build` compiles by copying. Each call is written down. */
const npm = `#!${process.execPath}
const fs = require('node:fs');
const words = process.argv.slice(2);
fs.appendFileSync('calls.txt', (words[0] === 'run' ? 'run ' + words.at(-1) : words[0]) + '\\n');
if (words[0] === 'ci') {
  fs.mkdirSync('node_modules', { recursive: true });
  fs.copyFileSync('package-lock.json', 'node_modules/.package-lock.json');
} else if (fs.readFileSync('src/version.json', 'utf8').includes('broken')) {
  console.error('src/version.json(1,1): error: this does not compile');
  process.exit(2);
} else {
  fs.mkdirSync('dist/demo', { recursive: true });
  fs.copyFileSync('src/main.js', 'dist/demo/main.js');
  fs.copyFileSync('src/version.json', 'dist/demo/version.json');
}
`;

let world: World;

beforeEach(() => {
  world = createWorld();
  world.program('npm', npm);
  for (const name of Object.keys(says)) world.program(name, partScript(name, '160.0.0'));
  world.write('package.json', '{"name":"shop"}');
  world.write('package-lock.json', JSON.stringify(lock));
  world.write('tsconfig.json', '{}');
  world.write('tsconfig.build.json', '{"include":["src"]}');
  world.write('src/main.js', demo);
  world.write('src/version.json', '1');
});

afterEach(() => world.remove());

function start(...flags: string[]) {
  return world.node(['scripts/start.mjs', ...flags]);
}

function calls(): string[] {
  return readFileSync(join(world.root, 'calls.txt'), 'utf8').trim().split('\n');
}

describe('the first start', () => {
  it('installs, builds, finds the parts, and hands its flags and the paths on', async () => {
    const { code, stdout, stderr } = await start('--once', '--port-base', '9000').end;
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(calls()).toEqual(['ci', 'run build']);
    expect(stdout).toContain(JSON.stringify({ flags: ['--once', '--port-base', '9000'], temporal: join(world.bin, 'temporal'), version: 1 }));
  });

  it('says each step with its duration and the total', async () => {
    const { stdout } = await start().end;
    for (const step of ['Packages: installed', 'Build: done', '5 parts ready', 'Set-up done']) {
      expect(stdout).toMatch(new RegExp(`${step} \\(\\d+\\.\\d s\\)`));
    }
  });
});

describe('a later start', () => {
  it('does nothing again', async () => {
    await start().end;
    await start().end;
    expect(calls()).toEqual(['ci', 'run build']);
  });

  it('builds when a source has changed, and when dist/ is gone or half made', async () => {
    await start().end;
    world.write('src/version.json', '2');
    expect((await start().end).stdout).toContain('"version":2');
    writeFileSync(join(world.root, 'dist', '.built-from'), '');
    await start().end;
    expect(calls()).toEqual(['ci', 'run build', 'run build', 'run build']);
  });

  it('installs when the lock file asks for another version', async () => {
    await start().end;
    world.write('package-lock.json', JSON.stringify(lock).replace('1.0.0', '1.1.0'));
    await start().end;
    expect(calls().filter((call) => call === 'ci')).toHaveLength(2);
  });

  it('takes over the lock of a set-up that was killed', async () => {
    const gone = world.node(['-e', '']);
    await gone.end;
    world.write('.dayshift/set-up.lock', JSON.stringify({ pid: gone.child.pid, host: (await world.node(['-p', 'os.hostname()']).end).stdout.trim(), token: 'x' }));
    expect((await start().end).code).toBe(0);
    expect(namesIn(join(world.root, '.dayshift'))).toEqual([]);
  });
});

describe('two at once in one clone', () => {
  it('install and build once, and both run', async () => {
    const both = await Promise.all([start('a').end, start('b').end, start('c').end]);
    expect(both.map(({ code }) => code)).toEqual([0, 0, 0]);
    expect(calls()).toEqual(['ci', 'run build']);
  });
});

describe('what goes wrong', () => {
  it('shows what the compiler said when the build fails, and builds again once it is mended', async () => {
    world.write('src/version.json', '"broken"');
    const { code, stderr } = await start().end;
    expect(code).toBe(1);
    expect(stderr).toContain('The build failed (npm run build):\nsrc/version.json(1,1): error: this does not compile');
    world.write('src/version.json', '3');
    expect((await start().end).code).toBe(0);
  });

  it('installs nothing through a link to the packages of another folder, and says so', async () => {
    const others = join(world.root, '..', 'the packages of others');
    mkdirSync(others);
    writeFileSync(join(others, '.package-lock.json'), JSON.stringify(lock).replace('1.0.0', '0.9.0'));
    symlinkSync(others, join(world.root, 'node_modules'));
    const { code, stderr } = await start().end;
    expect(code).toBe(1);
    expect(stderr).toMatch(/node_modules is a symbolic link to .*the packages of others.*Remove the link/);
    expect(namesIn(world.root)).not.toContain('calls.txt');
    writeFileSync(join(others, '.package-lock.json'), JSON.stringify(lock));
    expect((await start().end).code).toBe(0);
    expect(calls()).toEqual(['run build']);
  });

  it('says when git does not run, before anything else is tried', async () => {
    world.program('git', '#!/bin/sh\nexit 1\n');
    const { code, stderr } = await start().end;
    expect(code).toBe(1);
    expect(stderr).toContain('git does not run');
    expect(namesIn(world.root)).not.toContain('calls.txt');
  });
});

describe('the program that it starts', () => {
  it('gets one signal for one, is waited for, and gives its exit code', async () => {
    const run = start('--wait');
    await run.says('"--wait"');
    run.child.kill('SIGTERM');
    run.child.kill('SIGINT');
    const { code, stdout } = await run.end;
    expect(code).toBe(7);
    expect(stdout.match(/^got SIG/gm)).toHaveLength(1);
    expect(stdout).toContain('1 in all');
  });
});
