// How does somebody become a customer?
import { Router } from 'express';
import type { Pool } from 'pg';
import { beginCustomerSession } from '../runtime/session';
import { normaliseEmail } from './email';
import { registerPage } from './login-pages';
import { SHORTEST_PASSWORD, hashPassword } from './passwords';

export function registerRoutes(pool: Pool): Router {
  const router = Router();
  router.get('/register', (request, response) => void response.send(registerPage(request)));
  router.post('/register', async (request, response) => {
    const name = String(request.body?.name ?? '').trim();
    const email = normaliseEmail(String(request.body?.email ?? ''));
    const passwordHash = await hashPassword(String(request.body?.password ?? ''));
    if (!name || !email.includes('@') || !passwordHash) {
      const fault = `Please give a name, an e-mail and a password of ${SHORTEST_PASSWORD} to 72 characters.`;
      return void response.status(422).send(registerPage(request, email, fault));
    }
    const { rows } = await pool.query<{ id: string }>(
      'insert into customers (email, name, password_hash) values ($1, $2, $3) on conflict (email) do nothing returning id',
      [email, name, passwordHash],
    );
    const customer = rows[0];
    if (!customer) return void response.status(422).send(registerPage(request, email, 'This account could not be opened. Perhaps you have one already?'));
    await beginCustomerSession(request, customer.id);
    response.redirect(303, '/account');
  });
  return router;
}
