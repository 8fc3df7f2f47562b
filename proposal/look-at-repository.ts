// What does a clone tell of its service? Its files, its history and its remote; nothing is run but git.
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { DayshiftError } from '../src/errors';
import type { Author, RepositoryFacts } from './facts';
import { idOf } from './installation-text';

const PYTHON_TOOLS = ['pytest', 'bandit', 'uvicorn', 'fastapi', 'django', 'gunicorn', 'flask'];
const MOST_BYTES = 64 * 1024 * 1024;

/** Throws DayshiftError `no-clone`. */
export async function lookAtRepository(folder: string): Promise<RepositoryFacts> {
  const git = async (...words: string[]): Promise<string | undefined> => promisify(execFile)('git', words, { cwd: folder, maxBuffer: MOST_BYTES }).then(({ stdout }) => stdout.trim(), () => undefined);
  const top = await git('rev-parse', '--show-toplevel');
  if (top === undefined) throw new DayshiftError('no-clone', { folder });
  const text = async (name: string): Promise<string> => readFile(path.join(top, name), 'utf8').catch(() => '');
  const files = new Set((await git('-C', top, 'ls-files', '-co', '--exclude-standard', '-z') ?? '').split('\0').filter(Boolean));
  const manifest = readManifest(await text('package.json'));
  const python = `${await text('pyproject.toml')}\n${await text('requirements.txt')}\n${await text('requirements-dev.txt')}`.toLowerCase();
  const owners = (await Promise.all(['CODEOWNERS', '.github/CODEOWNERS', '.gitlab/CODEOWNERS', 'docs/CODEOWNERS'].map(text))).join('\n');
  const remote = await git('remote', 'get-url', 'origin');
  return {
    folder: top, files, scripts: manifest.scripts, packages: manifest.packages,
    name: idOf((manifest.name ?? (remote === undefined ? path.basename(top) : path.basename(remote.replace(/\/+$/, ''), '.git'))).replace(/^@[^/]+\//, '')) || 'service',
    ...(remote === undefined ? {} : { remote: withoutPassword(remote) }),
    branch: branchOf(await git('symbolic-ref', '--short', 'refs/remotes/origin/HEAD')) ?? (await firstOf(['main', 'master', 'trunk'], async (name) => (await git('rev-parse', '--verify', '--quiet', `refs/heads/${name}`)) !== undefined)) ?? await git('rev-parse', '--abbrev-ref', 'HEAD') ?? 'main',
    authors: authorsOf(await git('shortlog', '-sne', '--no-merges', '--since=6.months', 'HEAD') ?? ''),
    handles: [...new Set(owners.split('\n').filter((line) => !line.trimStart().startsWith('#')).flatMap((line) => line.match(/(?<=\s)@[\w./-]+/g) ?? []))],
    pythonTools: new Set(PYTHON_TOOLS.filter((name) => new RegExp(`(^|[^a-z])${name}([^a-z]|$)`, 'm').test(python))),
    hasPipeline: files.has('.dayshift/pipeline.yaml'), hasInstallation: files.has('dayshift.yaml'),
  };
}

function branchOf(ref: string | undefined): string | undefined {
  return ref?.replace(/^origin\//, '');
}

async function firstOf<T>(all: readonly T[], is: (one: T) => Promise<boolean>): Promise<T | undefined> {
  for (const one of all) if (await is(one)) return one;
  return undefined;
}

/** `   12\tMaya Mender <maya@storefront.example>`, a line a person. */
function authorsOf(shortlog: string): Author[] {
  return shortlog.split('\n').flatMap((line) => {
    const [, name, email] = /^\s*\d+\t(.+) <([^>]+)>$/.exec(line) ?? [];
    return name === undefined || email === undefined ? [] : [{ name, email }];
  });
}

/** Of ssh the name stays: without it one is somebody else there. */
function withoutPassword(remote: string): string {
  return remote.replace(/^(https?:\/\/)[^/]*@/i, '$1').replace(/^([a-z+]+:\/\/[^/@:]*):[^/]*@/i, '$1@');
}

const Texts = z.record(z.string(), z.string());
const PackageJson = z.object({ name: z.string().optional().catch(undefined), scripts: Texts.catch({}), dependencies: Texts.catch({}), devDependencies: Texts.catch({}) });
interface Manifest { name?: string; scripts: Record<string, string>; packages: Set<string> }

/** A file that is no JSON tells nothing: npm itself says what is wrong with it. */
function readManifest(text: string): Manifest {
  try {
    const { name, scripts, dependencies, devDependencies } = PackageJson.parse(JSON.parse(text));
    return { name, scripts, packages: new Set([...Object.keys(dependencies), ...Object.keys(devDependencies)]) };
  } catch {
    return { scripts: {}, packages: new Set() };
  }
}
