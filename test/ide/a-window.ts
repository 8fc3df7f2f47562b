// An editor's window for tests: the real session, claims and teller, without the editor around them. Windows of one machine share its folder and secrets.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createApiClient } from '../../client/api-client';
import type { Notice } from '../../client/desk';
import { createSession, type LiveSession } from '../../ide/vscode/src/connection/create-session';
import { createWaker, type Waker } from '../../ide/vscode/src/connection/waker';
import { createClaims } from '../../ide/vscode/src/notices/claims';
import { tellOnce } from '../../ide/vscode/src/notices/teller';

export interface Machine {
  folder: string;
  secrets: Map<string, string>;
  memory: Map<string, unknown>;
  remove(): void;
}

export function aMachine(): Machine {
  const folder = mkdtempSync(path.join(tmpdir(), 'dayshift window '));
  return { folder, secrets: new Map(), memory: new Map(), remove: () => { rmSync(folder, { recursive: true, force: true }); } };
}

export interface Window {
  session: LiveSession;
  waker: Waker;
  told: Notice[];
  logged: string[];
  kinds(): string[];
  close(): void;
}

export function aWindow({ folder, secrets, memory }: Machine, { silentAfterMs, isLookedAt = true, secretsAfter }: { silentAfterMs?: number; isLookedAt?: boolean; secretsAfter?: Promise<void> } = {}): Window {
  const told: Notice[] = [];
  const logged: string[] = [];
  const waker = createWaker();
  const over = new AbortController();
  const claims = createClaims({ folder, onFault: (error) => { throw error; } });
  const session = createSession({
    secrets: { async get(key) { const found = secrets.get(key); await secretsAfter; return found; }, store: async (key, value) => { secrets.set(key, value); }, delete: async (key) => { secrets.delete(key); } },
    memory: { get: (key) => memory.get(key), update: async (key, value) => { memory.set(key, JSON.parse(JSON.stringify(value))); } },
    waker, log: (text) => { logged.push(text); },
    createClient: (settings) => createApiClient({ ...settings, patience: { ...settings.patience, ...(silentAfterMs === undefined ? {} : { silentAfterMs }) } }),
  });
  session.onNotices((notices) => {
    const { connection } = session;
    if (connection.kind !== 'connected') throw new Error('told before it was connected');
    void tellOnce(`${connection.address} ${connection.me.id}`, notices, { claims, isLookedAt: () => isLookedAt, isWanted: ({ kind }) => kind !== 'left', show: (ours) => { told.push(...ours); }, pause: briefly }, over.signal);
  });
  return { session, waker, told, logged, kinds: () => told.map(({ kind }) => kind), close() { over.abort(); session.dispose(); } };
}

const briefly = async (): Promise<void> => { await new Promise((resolve) => { setTimeout(resolve, 20); }); };
