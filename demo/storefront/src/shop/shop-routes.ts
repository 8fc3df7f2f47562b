// The shop front and the basket: what a customer can do without an account.
import { Router, type Request } from 'express';
import { html } from '../pages/html';
import { page } from '../pages/layout';
import { saveSession } from '../runtime/session';
import { CATALOGUE, findProduct, price } from './catalogue';

const MOST_OF_ONE = 20;

export function shopRoutes(): Router {
  const router = Router();
  router.get('/', (request, response) => void response.send(frontPage(request)));
  router.get('/basket', (request, response) => void response.send(basketPage(request)));
  router.post('/basket', async (request, response) => {
    const product = findProduct(String(request.body?.product));
    if (!product) return void response.status(404).send(page(request, 'Not found', html`<h1>We do not sell that</h1>`));
    const basket = request.session.basket ?? {};
    basket[product.id] = Math.min((basket[product.id] ?? 0) + 1, MOST_OF_ONE);
    request.session.basket = basket;
    await saveSession(request);
    response.redirect(303, '/basket');
  });
  return router;
}

function frontPage(request: Request): string {
  const cards = CATALOGUE.map(
    (product) => html`<li class="card ${product.id}">
      <div class="picture" aria-hidden="true"></div>
      <h2>${product.name}</h2>
      <p>${product.note}</p>
      <form method="post" action="/basket">
        <strong>${price(product.pence)}</strong>
        <button name="product" value="${product.id}" aria-label="Add ${product.name} to the basket">Add</button>
      </form>
    </li>`,
  );
  return page(request, 'Tea by post', html`<h1>Slow mornings, good leaves</h1><ul class="shelf">${cards}</ul>`);
}

function basketPage(request: Request): string {
  const lines = Object.entries(request.session.basket ?? {}).flatMap(([id, count]) => {
    const product = findProduct(id);
    return product ? [{ product, count }] : [];
  });
  if (lines.length === 0) return page(request, 'Basket', html`<h1>Your basket</h1><p>Nothing in it yet.</p>`);
  const total = lines.reduce((sum, { product, count }) => sum + product.pence * count, 0);
  const rows = lines.map(({ product, count }) => html`<tr><td>${product.name}</td><td>${count}</td><td>${price(product.pence * count)}</td></tr>`);
  return page(
    request,
    'Basket',
    html`<h1>Your basket</h1>
    <table><thead><tr><th>Product</th><th>Pieces</th><th>Price</th></tr></thead><tbody>${rows}</tbody>
    <tfoot><tr><td colspan="2">Together</td><td data-testid="total">${price(total)}</td></tr></tfoot></table>`,
  );
}
