// POST /api/v1/reports: a customer's own report, without a token. The form at /report/<service> sends the same.
import type { RequestHandler } from 'express';
import { ReportReceipt } from '../../src/contracts/http';
import { SentReport, type CustomerReports } from '../customer-reports';
import type { Door } from '../door';
import { operation } from '../operation';

export const LARGEST_REPORT = '16kb';

const sendReport = operation({
  id: 'sendReport', method: 'post', path: '/reports', tag: 'alerts', needs: 'public',
  summary: 'A customer\'s own report',
  description: 'Needs no token; how much one address may send is limited. What the customer wrote is for people of the team only. `website` is a trap for robots: leave it out.',
  body: { json: SentReport, largest: LARGEST_REPORT, example: { service: 'storefront', tried: 'I wanted to log in', happened: 'It says that my password is wrong, and it is not', contact: 'by the number that you have of me' } },
  answers: { 202: { description: 'The team has heard of it.', json: ReportReceipt, example: { reference: 'R-4F2A9C', text: 'Thank you. The team has it.' } } },
  problems: ['reports-not-taken', 'too-many-reports', 'unreachable'],
});

export function addReports(door: Door, reports: CustomerReports, limits: RequestHandler[]): void {
  door.add(sendReport, async ({ body }) => ({ json: await reports.take(body) satisfies ReportReceipt }), limits);
}
