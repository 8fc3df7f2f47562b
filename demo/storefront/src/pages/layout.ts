// What do all pages share? Head, navigation, foot.
import type { Request } from 'express';
import { html, type Html } from './html';

export function page(request: Request, title: string, content: Html): string {
  const inBasket = Object.values(request.session.basket ?? {}).reduce((sum, count) => sum + count, 0);
  const account = request.session.customerId ? html`<a href="/account">Your account</a>` : html`<a href="/login">Log in</a>`;
  return html`<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${title} · Fern &amp; Kettle</title>
  <link rel="icon" href="/leaf.svg">
  <link rel="stylesheet" href="/style.css">
</head>
<body>
  <header>
    <a class="brand" href="/"><img src="/leaf.svg" alt="" width="28" height="28"> Fern &amp; Kettle</a>
    <nav>${account} <a href="/basket">Basket <span class="count">${inBasket}</span></a></nav>
  </header>
  <main>${content}</main>
  <footer>Fern &amp; Kettle · tea by post since 2011</footer>
</body>
</html>`.toString();
}
