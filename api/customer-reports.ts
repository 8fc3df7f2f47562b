// How does a customer's own report reach the team? What was written is kept as evidence; the incident hears an alert that holds none of it.
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Alert } from '../src/contracts/alert';
import { CustomerReport, type ReportReceipt } from '../src/contracts/http';
import type { Service } from '../src/contracts/installation';
import { CUSTOMER, Phase, Severity } from '../src/domain/vocabulary';
import { DayshiftError } from '../src/errors';
import type { ApiDeps } from './deps';

const CAUSE = 'customer-report';
const RULE = 'a customer\'s own report';
const FEW = 5;

/** What every stored report begins with. The bytes themselves say what they are, in any store and to every process: such evidence is for signed-in people only. */
const HEAD = Buffer.from('{"kind":"customer-report",');
export const REPORT_HEAD_BYTES = HEAD.length;

export function isReport(head: Buffer): boolean {
  return head.subarray(0, HEAD.length).equals(HEAD);
}

/** What a form or a program sends. No person sees the field `website`: who fills it in is a robot. */
export const SentReport = CustomerReport.extend({ website: z.string().max(0, 'leave this field empty').optional() });

export interface CustomerReports {
  /** The services that take reports, by name. */
  takers(): string[];
  /** Throws `reports-not-taken`, which lists those that do. */
  check(service: string): void;
  /** Resolves when the incident has heard of it, durably. Throws `reports-not-taken`, `unreachable`. */
  take(report: CustomerReport): Promise<ReportReceipt>;
}

type Deps = Pick<ApiDeps, 'installation' | 'gateway' | 'evidence' | 'inputFor' | 'logger'>;

export function createCustomerReports({ installation, gateway, evidence, inputFor, logger }: Deps, now = (): Date => new Date()): CustomerReports {
  const taking = installation.services.filter(({ customerReports }) => customerReports);
  const takers = (): string[] => taking.map(({ name }) => name);

  function serviceOf(name: string): Service {
    const service = taking.find((one) => one.name === name);
    if (!service) throw new DayshiftError('reports-not-taken', { service: name.slice(0, 100), known: takers().join(', ') || 'none' });
    return service;
  }

  /** The newest open incident of the service is what customers tell of; when there is none, or it cannot be read, reports are a cause of their own. */
  async function causeOf(service: string): Promise<string> {
    const { rows } = await gateway.rows.page({ service }, { limit: FEW }); // newest first; one may have closed at this moment
    const newest = rows.find(({ phase }) => phase !== Phase.Closed);
    if (!newest) return CAUSE;
    return gateway.view(newest.id).then(({ cause }) => cause, () => CAUSE);
  }

  async function take({ service: name, tried, happened, contact }: CustomerReport): Promise<ReportReceipt> {
    const service = serviceOf(name);
    const cause = await causeOf(name);
    const at = now();
    // The id makes the digest tell nothing of the text: nobody can find it by trying out words.
    const text = JSON.stringify({ kind: CAUSE, id: randomUUID(), receivedAt: at.toISOString(), service: name, tried, happened, ...(contact ? { contact } : {}) });
    const { digest } = await evidence.put({ name: 'customer-report.json', mediaType: 'application/json', text });
    const reference = `report-${digest.slice('sha256:'.length, 'sha256:'.length + 16)}`;
    const input = inputFor(service, cause, RULE);
    const alert: Alert = {
      source: CUSTOMER, fingerprint: reference, group: CAUSE, status: 'firing', name: 'CustomerReport', service: name, severity: Severity.Low,
      summary: 'A customer reports trouble', labels: { service: name, evidence: digest },
      startsAt: at.toISOString(), expiresAt: new Date(at.getTime() + input.policies.silentForSeconds * 1000).toISOString(),
    };
    const joined = await gateway.openOrJoin(input, [alert]);
    logger.info({ reference, service: name, incident: 'incident' in joined ? joined.incident : undefined }, 'customer report taken');
    return { reference, text: 'Thank you. Your report has reached the team.' };
  }

  return { takers, check: (service) => { serviceOf(service); }, take };
}
