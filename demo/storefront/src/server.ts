// Starts the shop: settings, database, migrations, listening; and leaves without cutting anybody off.
import { once } from 'node:events';
import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import { createApp } from './app';
import { migrate, openDatabase } from './runtime/database';
import { createSessions } from './runtime/session';
import { readSettings } from './runtime/settings';

const LONGEST_DRAIN_MS = 10_000;

async function main(): Promise<void> {
  const settings = readSettings(process.env);
  const pool = openDatabase(settings.databaseUrl);
  await migrate(pool, join(__dirname, 'migrations'));
  const sessions = createSessions(pool, settings.sessionSecret);
  const readiness = { draining: false };

  const server = createApp(settings, pool, sessions, readiness).listen(settings.port, settings.host);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  console.log(JSON.stringify({ msg: 'listening', port, version: settings.version, digest: settings.digest }));

  const [signal] = await Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')]);
  console.log(JSON.stringify({ msg: 'draining', signal }));
  readiness.draining = true;
  const tooLong = setTimeout(() => server.closeAllConnections(), LONGEST_DRAIN_MS);
  await new Promise<void>((resolve, reject) => server.close((error) => (error ? reject(error) : resolve())));
  clearTimeout(tooLong);
  sessions.close();
}

main().catch((error: unknown) => {
  console.error(JSON.stringify({ msg: 'storefront could not go on', reason: error instanceof Error ? error.message : String(error) }));
  process.exit(1);
});
