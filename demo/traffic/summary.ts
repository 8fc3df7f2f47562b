// What did the traffic meet? Counted as it happens, kept in a file that is always whole.
import { replaceFile } from '../../integrations/replace-file';

export interface TrafficSummary {
  from: string;
  to: string;
  requests: number; // finished, however
  customers: number; // different ones
  networkErrors: number; // no answer at all: refused, reset, too late
  statuses: Record<string, number>;
  errors: string[]; // the first few, as the network told them
}

const ERRORS_KEPT = 10;

export interface TrafficCount {
  answered(status: number): void;
  failed(error: unknown): void;
  summary(customers: number): TrafficSummary;
}

export function createTrafficCount(): TrafficCount {
  const from = new Date().toISOString();
  const statuses: Record<string, number> = {};
  const errors: string[] = [];
  let requests = 0;
  let networkErrors = 0;
  return {
    answered(status) {
      requests += 1;
      statuses[status] = (statuses[status] ?? 0) + 1;
    },
    failed(error) {
      requests += 1;
      networkErrors += 1;
      if (errors.length < ERRORS_KEPT) errors.push(`${new Date().toISOString()} ${reasonOf(error)}`);
    },
    summary: (customers) => ({ from, to: new Date().toISOString(), requests, customers, networkErrors, statuses, errors }),
  };
}

/** `fetch failed` says nothing; what it was caused by does. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}

/** Writes the summary whenever it is asked to, one write at a time and never an older one last. */
export function summaryWriter(file: string | undefined, read: () => TrafficSummary): () => Promise<void> {
  let writing = Promise.resolve();
  return () => {
    if (!file) return writing;
    writing = writing.then(() => replaceFile(file, `${JSON.stringify(read(), null, 2)}\n`));
    return writing;
  };
}
