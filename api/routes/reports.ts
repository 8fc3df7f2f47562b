// POST /api/v1/reports: a customer's own report, without a token. The form at /report/<service> sends the same.
import express, { Router, type RequestHandler } from 'express';
import type { ReportReceipt } from '../../src/contracts/http';
import { SentReport, type CustomerReports } from '../customer-reports';
import { parseBody } from '../middleware/parse';

export const LARGEST_REPORT = '16kb';

export function reportRoutes(reports: CustomerReports, limits: RequestHandler[]): Router {
  const router = Router();
  router.post('/reports', ...limits, express.json({ limit: LARGEST_REPORT }), async (request, response) => {
    const receipt: ReportReceipt = await reports.take(parseBody(SentReport, request.body));
    response.status(202).json(receipt);
  });
  return router;
}
