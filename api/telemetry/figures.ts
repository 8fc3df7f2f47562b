// What is counted for Prometheus? Every figure by its name, with what it means and by what it is told apart; never a path, a person or an incident.
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { Severity } from '../../src/domain/vocabulary';
import type { BoardCount } from './board-count';
import type { Ready } from './readiness';

const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]; // seconds

/** What is looked at when Prometheus asks; undefined: not known, and then nothing is said of it. */
export interface Watched {
  version: string;
  board: () => Promise<BoardCount | undefined>;
  followed: () => number; // incidents
  streams: () => ReadonlyMap<string, number>; // open ones, by operation
  unrouted: () => Promise<number | undefined>;
  auditWaiting: () => number | undefined;
  ready: () => Promise<Ready>;
}

export interface Figures {
  /** One answer. `operation`: its id, or `other`. */
  answered(about: { operation: string; method: string; status: number }, seconds: number): void;
  alertTold(source: string, fate: string): void;
  wordSaid(word: string, outcome: 'taken' | 'refused' | 'failed'): void;
  watch(watched: Watched): void;
  /** Everything in Prometheus' text format, with its media type. */
  tell(): Promise<{ text: string; type: string }>;
}

export function createFigures(): Figures {
  const registry = new Registry();
  const registers = [registry];
  const requests = new Histogram({ name: 'http_server_request_duration_seconds', help: 'How long requests took, streams left out.', labelNames: ['operation', 'method', 'status'], buckets: BUCKETS, registers });
  const alerts = new Counter({ name: 'dayshift_alerts_total', help: 'Alerts that were delivered, by source and what became of each.', labelNames: ['source', 'fate'], registers });
  const words = new Counter({ name: 'dayshift_words_total', help: 'Words that were said to incidents, by word and outcome.', labelNames: ['word', 'outcome'], registers });
  let isWhole = false;

  function watch({ version, board, followed, streams, unrouted, auditWaiting, ready }: Watched): void {
    new Gauge({ name: 'dayshift_build_info', help: 'Which version this is: always 1.', labelNames: ['version'], registers }).set({ version }, 1);
    gauge('dayshift_open_incidents', 'Open incidents by phase and severity, as the board has them; `other`: those beyond its first page.', ['phase', 'severity'], async (set) => {
      const count = await board();
      for (const { phase, severity, incidents } of count?.incidents ?? []) set(incidents, { phase, severity });
    });
    gauge('dayshift_waiting_incidents', 'Open incidents on the board that wait for a person, by severity.', ['severity'], async (set) => {
      const count = await board();
      if (count) for (const severity of Object.values(Severity)) set(count.waiting[severity] ?? 0, { severity });
    });
    gauge('dayshift_followed_incidents', 'Incidents that somebody looks at: one follower each.', [], async (set) => set(followed()));
    gauge('dayshift_event_streams', 'Open event streams, by operation.', ['operation'], async (set) => { for (const [operation, count] of streams()) set(count, { operation }); });
    gauge('dayshift_unrouted_alerts', 'Alerts that are set aside because they belong to no service.', [], async (set) => { const count = await unrouted(); if (count !== undefined) set(count); });
    gauge('dayshift_audit_waiting', 'Entries of the audit that wait for their store.', [], async (set) => { const count = auditWaiting(); if (count !== undefined) set(count); });
    gauge('dayshift_part_up', 'Whether a part that dayshift needs is there: 1, or 0.', ['part'], async (set) => {
      for (const [part, { isUp }] of Object.entries((await ready()).parts)) set(isUp ? 1 : 0, { part });
    });
  }

  function gauge(name: string, help: string, labelNames: string[], read: (set: (value: number, labels?: Record<string, string>) => void) => Promise<void>): void {
    new Gauge({
      name, help, labelNames, registers,
      async collect() {
        this.reset(); // what is gone is not told as it was
        if (labelNames.length === 0) this.remove();
        await read((value, labels) => { this.set(labels ?? {}, value); });
      },
    });
  }

  return {
    answered: ({ operation, method, status }, seconds) => { requests.observe({ operation, method, status }, seconds); },
    alertTold: (source, fate) => { alerts.inc({ source, fate }); },
    wordSaid: (word, outcome) => { words.inc({ word, outcome }); },
    watch,
    async tell() {
      if (!isWhole) collectDefaultMetrics({ register: registry }); // of the process; only once somebody asks, because it measures all the time
      isWhole = true;
      return { text: await registry.metrics(), type: registry.contentType };
    },
  };
}
