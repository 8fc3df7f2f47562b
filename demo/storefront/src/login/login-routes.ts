// Logging in and out, and the account behind it.
import { Router, type Request, type Response } from 'express';
import type { Pool } from 'pg';
import type { Metrics } from '../runtime/metrics';
import { SESSION_COOKIE, beginCustomerSession, endCustomerSession } from '../runtime/session';
import { findCustomerByEmail, findCustomerById } from './find-customer';
import { accountPage, loginPage } from './login-pages';
import { passwordMatches } from './passwords';
import type { RefusedCustomers } from './refused-customers';

export function loginRoutes(pool: Pool, metrics: Metrics, refusedCustomers: RefusedCustomers): Router {
  const router = Router();
  router.get('/login', (request, response) => void response.send(loginPage(request)));
  router.post('/login', logIn);
  router.get('/account', showAccount);
  router.post('/logout', async (request, response) => {
    await endCustomerSession(request);
    response.clearCookie(SESSION_COOKIE).redirect(303, '/');
  });
  return router;

  async function logIn(request: Request, response: Response): Promise<void> {
    const startedAt = performance.now();
    const email = String(request.body?.email ?? '');
    const customer = await findCustomerByEmail(pool, email);
    const matches = await passwordMatches(String(request.body?.password ?? ''), customer?.passwordHash);
    const seconds = (performance.now() - startedAt) / 1000;
    if (!customer || !matches) {
      metrics.loginRefused(customer ? 'wrong-password' : 'unknown-email', seconds);
      refusedCustomers.refused(email);
      response.status(401).send(loginPage(request, email, true));
      return;
    }
    metrics.loginAccepted(seconds);
    refusedCustomers.accepted(email);
    await beginCustomerSession(request, customer.id);
    // A program that asks for JSON has no use for the way to a page.
    if (request.accepts(['html', 'json']) === 'json') return void response.json({ customer: customer.name });
    response.redirect(303, '/account');
  }

  async function showAccount(request: Request, response: Response): Promise<void> {
    const { customerId } = request.session;
    const customer = customerId ? await findCustomerById(pool, customerId) : undefined;
    if (!customer) return response.redirect(303, '/login');
    response.send(accountPage(request, customer));
  }
}
