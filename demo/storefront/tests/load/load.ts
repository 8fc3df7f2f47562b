// Do logins stay quick when many customers come at once? Leaves autocannon's own figures in results/summary.json.
import { mkdir, writeFile } from 'node:fs/promises';
import autocannon from 'autocannon';
import { startArtifact } from '../support/artifact';
import { PASSWORD, PASSWORD_HASH } from '../support/customers';
import { createScratchDatabase } from '../support/scratch-database';

// So many that reading all of them shows plainly, and so few that a round is set up in about a second.
const CUSTOMERS = 30_000;
// Four customers at once keep one process busy without a pause, so a figure hardly depends on what else the machine does.
const CONNECTIONS = 4;
// A number of logins and not of seconds: on a busy machine a round takes longer, and tells as much.
const WARM_UP_LOGINS = 10;
const LOGINS = 40;

async function main(): Promise<void> {
  const database = await createScratchDatabase();
  try {
    const artifact = await startArtifact(database.url);
    try {
      await database.run(
        `insert into customers (email, name, password_hash)
         select format('customer.%s@example.com', n), 'Customer ' || n, '${PASSWORD_HASH}' from generate_series(1, ${CUSTOMERS}) n;
         analyze customers`,
      );
      await load(artifact.baseUrl, WARM_UP_LOGINS);
      const result = await load(artifact.baseUrl, LOGINS);
      await mkdir('results', { recursive: true });
      await writeFile('results/summary.json', `${JSON.stringify(result, null, 2)}\n`);
      const { latency, requests } = result;
      console.log(`${requests.total} logins: p50 ${latency.p50} ms, p97.5 ${latency.p97_5} ms, p99 ${latency.p99} ms; ${result.non2xx} refused, ${result.errors} errors`);
    } finally {
      await artifact.stop();
    }
  } finally {
    await database.drop();
  }
}

/** Every request is another customer, spread over the whole table. */
async function load(baseUrl: string, amount: number): Promise<autocannon.Result> {
  let customer = 0;
  return autocannon({
    url: baseUrl,
    connections: CONNECTIONS,
    amount,
    requests: [
      {
        method: 'POST',
        path: '/login',
        headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
        setupRequest(request) {
          customer = (customer + 7_919) % CUSTOMERS;
          return { ...request, body: new URLSearchParams({ email: `customer.${customer + 1}@example.com`, password: PASSWORD }).toString() };
        },
      },
    ],
  });
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
