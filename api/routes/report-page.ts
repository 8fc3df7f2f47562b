// GET and POST /report/:service: the public form. An ordinary post that answers a page: thanks, or the form again with what was typed.
import express, { Router, type ErrorRequestHandler, type Request, type RequestHandler } from 'express';
import type { Logger } from 'pino';
import { z } from 'zod';
import { SentReport, type CustomerReports } from '../customer-reports';
import { partOf } from '../middleware/parse';
import { isCode, problemOf } from '../middleware/problem';
import { formPage, servicesPage, thanksPage, type Faults, type Typed } from '../report-page';
import { REPORT_STYLE } from '../report-style';
import { LARGEST_REPORT } from './reports';

const Typing = z.object({ tried: z.string().catch(''), happened: z.string().catch(''), contact: z.string().catch(''), website: z.string().catch('') }).catch({ tried: '', happened: '', contact: '', website: '' });

/** With `no-referrer` a browser would send the form without saying where it comes from, and the door would not take it. */
const pageHeaders: RequestHandler = (_request, response, next) => {
  response.set({ 'Referrer-Policy': 'same-origin', 'Cache-Control': 'no-store' });
  next();
};

export function reportPageRoutes(reports: CustomerReports, limits: RequestHandler[], logger: Logger): Router {
  const router = Router();
  router.get('/report/style.css', (_request, response) => {
    response.set('Cache-Control', 'public, max-age=3600').type('text/css').send(REPORT_STYLE);
  });
  router.use('/report', pageHeaders);
  router.get('/report', (_request, response) => { response.type('html').send(servicesPage(reports.takers())); });
  router.get('/report/:service', (request, response) => {
    const service = partOf(request, 'service');
    reports.check(service);
    response.type('html').send(formPage(service));
  });
  // The text is read before it is counted, so that it is still there when there was too much of it.
  router.post('/report/:service', express.urlencoded({ extended: false, limit: LARGEST_REPORT }), ...limits, async (request, response) => {
    const service = partOf(request, 'service');
    reports.check(service);
    const typed = Typing.parse(request.body);
    const sent = SentReport.safeParse({ ...typed, service, contact: typed.contact.trim() || undefined });
    if (!sent.success) {
      response.status(422).type('html').send(formPage(service, { typed, faults: faultsOf(sent.error), trouble: typed.website ? ROBOT : undefined }));
      return;
    }
    const { reference } = await reports.take(sent.data);
    response.type('html').send(thanksPage(service, reference));
  });
  router.use('/report', answerWithPages(reports, logger));
  return router;
}

const ROBOT = 'A field that nobody can see was filled in, as robots do. Please send the report again without it.';

function faultsOf(error: z.ZodError): Faults {
  const faults: Faults = {};
  for (const { code, path: [name] } of error.issues) {
    if (name !== 'tried' && name !== 'happened' && name !== 'contact') continue;
    faults[name] ??= code === 'too_big' ? `Please write less: at most ${name === 'contact' ? 200 : 2000} letters.` : 'Please write a few words.';
  }
  return faults;
}

/** Every error of the form is a page for a customer: what was typed stays, nothing of the inside is shown. */
function answerWithPages(reports: CustomerReports, logger: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) return next(error);
    const service = nameIn(request);
    const { status, detail } = problemOf(error, '');
    if (status >= 500) logger.error({ err: error, path: request.path }, 'the report\'s form failed');
    response.status(status).type('html');
    if (isCode(error, 'reports-not-taken')) return void response.send(servicesPage(reports.takers(), service));
    response.send(formPage(service, { typed: typedIn(request), trouble: troubleOf(status, detail) }));
  };
}

function troubleOf(status: number, detail: string): string {
  if (status === 429) return `${detail} Please wait a little, then send it again.`;
  if (status === 413) return 'The report is too long. Please write less.';
  return status >= 500 ? 'The report could not be passed on. Please try again in a moment.' : 'The report could not be read. Please send it again from this page.';
}

function typedIn(request: Request): Typed {
  return Typing.parse(request.body);
}

/** The last part of the address; the routes' own parameters are gone when an error is answered. */
function nameIn(request: Request): string {
  const last = request.path.split('/').at(-1) ?? '';
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}
