// Customers who log in, one after another, at a steady rate, until SIGTERM. A program of its own; prints errors and, at its end, a summary.
import { RELEASE_HEADER } from '../../integrations/envoy';
import { CUSTOMERS, CUSTOMER_PASSWORD, demoCustomer } from '../customers';
import { createTrafficCount, reasonOf, summaryWriter } from './summary';
import { endOf, openVisitLog, type Visit } from './visits';

// BASE_URL: where the shop is. RATE: logins a second. SUMMARY_FILE: kept up to date when given. VISITS_FILE: a line for each visit.
const { BASE_URL = '', RATE = '15', SUMMARY_FILE, VISITS_FILE } = process.env;
const STEP = 1_231; // shares no factor with the number of customers: all of them come before one comes again
const MISTYPES_EVERY = 60; // people do
const LONGEST_ANSWER_MS = 10_000;
const MOST_AT_ONCE = 100; // a shop that hangs is not buried

interface Answer { status: number; release: string | undefined }

async function logIn(number: number, mistyped: boolean): Promise<Answer> {
  const form = new URLSearchParams({ email: demoCustomer(number).email, password: mistyped ? `${CUSTOMER_PASSWORD}!` : CUSTOMER_PASSWORD });
  const response = await fetch(`${BASE_URL}/login`, { method: 'POST', body: form, redirect: 'manual', signal: AbortSignal.timeout(LONGEST_ANSWER_MS) });
  await response.arrayBuffer(); // the answer counts when all of it is here
  return { status: response.status, release: response.headers.get(RELEASE_HEADER) ?? undefined };
}

async function main(): Promise<void> {
  if (!URL.canParse(BASE_URL)) throw new Error(`BASE_URL is “${BASE_URL}”; give the shop's address, e.g. http://127.0.0.1:8080`);
  const count = createTrafficCount();
  const underWay = new Set<Promise<void>>();
  const seen = new Set<number>();
  let sent = 0;
  const visits = openVisitLog(VISITS_FILE, fail);
  const write = summaryWriter(SUMMARY_FILE, () => count.summary(seen.size));

  const sending = setInterval(() => {
    if (underWay.size >= MOST_AT_ONCE) return;
    const number = ((sent * STEP) % CUSTOMERS) + 1;
    sent += 1;
    seen.add(number);
    const mistyped = sent % MISTYPES_EVERY === 0;
    const began = performance.now();
    const ended = (how: Omit<Visit, 'at' | 'ms'>): void => visits.add({ at: new Date().toISOString(), ms: Math.round(performance.now() - began), ...how });
    const visit = logIn(number, mistyped)
      .then(({ status, release }) => {
        count.answered(status);
        ended({ end: endOf(status, mistyped), status, release });
      }, (error: unknown) => {
        count.failed(error);
        ended({ end: 'unanswered', error: reasonOf(error) });
      })
      .finally(() => underWay.delete(visit));
    underWay.add(visit);
  }, 1000 / Number(RATE));
  const writing = setInterval(() => void write().catch(fail), 1000);

  await new Promise((resolve) => process.once('SIGTERM', resolve).once('SIGINT', resolve));
  clearInterval(sending);
  clearInterval(writing);
  await Promise.all(underWay);
  await Promise.all([write(), visits.close()]);
  console.log(JSON.stringify(count.summary(seen.size)));
}

function fail(error: unknown): never {
  console.error(error);
  process.exit(1);
}

main().catch(fail);
