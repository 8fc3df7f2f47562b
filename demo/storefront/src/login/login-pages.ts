// What does a customer see at the door? Login, registration, the account.
import type { Request } from 'express';
import { html, type Html } from '../pages/html';
import { page } from '../pages/layout';
import type { Customer } from './find-customer';
import { SHORTEST_PASSWORD } from './passwords';

export function loginPage(request: Request, typedEmail = '', refused = false): string {
  // The same words whether the e-mail or the password was wrong: nobody learns who has an account.
  const alert = refused ? html`<p role="alert">The e-mail or the password is not right.</p>` : html``;
  return page(
    request,
    'Log in',
    html`<h1>Log in</h1>${alert}
    <form class="panel" method="post" action="/login">
      ${field('email', 'E-mail', 'email', 'username', typedEmail)}
      ${field('password', 'Password', 'password', 'current-password')}
      <button>Log in</button>
    </form>
    <p>New here? <a href="/register">Open an account</a>.</p>`,
  );
}

export function registerPage(request: Request, typedEmail = '', fault = ''): string {
  const alert = fault ? html`<p role="alert">${fault}</p>` : html``;
  return page(
    request,
    'Open an account',
    html`<h1>Open an account</h1>${alert}
    <form class="panel" method="post" action="/register">
      ${field('name', 'Name', 'text', 'name')}
      ${field('email', 'E-mail', 'email', 'username', typedEmail)}
      ${field('password', `Password, at least ${SHORTEST_PASSWORD} characters`, 'password', 'new-password')}
      <button>Open the account</button>
    </form>`,
  );
}

export function accountPage(request: Request, customer: Customer): string {
  return page(
    request,
    'Your account',
    html`<h1>Your account</h1>
    <div class="panel">
      <p>Good to see you, <strong>${customer.name}</strong>.</p>
      <p>We write to <span data-testid="email">${customer.email}</span>.</p>
      <form method="post" action="/logout"><button>Log out</button></form>
    </div>`,
  );
}

function field(name: string, label: string, type: string, autocomplete: string, value = ''): Html {
  return html`<label for="${name}">${label}</label>
      <input id="${name}" name="${name}" type="${type}" value="${value}" autocomplete="${autocomplete}" required>`;
}
