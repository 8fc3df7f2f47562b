// GET /status, its feeds and /status.json: what customers are told. Open to everybody, and only when the installation shows it.
import { Router, type Response } from 'express';
import type { PublicStatus } from '../../src/contracts/public-status';
import type { ApiDeps } from '../deps';
import { DoorError } from '../middleware/problem';
import { createStatusBoard } from '../status/board';
import { createFeeds } from '../status/feeds';
import { noStatusPage, statusPage } from '../status/page';
import { STATUS_STYLE } from '../status/style';

const ADDRESSES = ['/status', '/status/feed.atom', '/status/feed.rss', '/status.json'];
const KEPT_SECONDS = 15;

export function statusRoutes(deps: Pick<ApiDeps, 'installation' | 'gateway' | 'archive' | 'logger' | 'publicUrl'>): Router {
  const router = Router();
  const { statusPage: page } = deps.installation;
  router.get('/status/style.css', (_request, response) => { response.set('Cache-Control', 'public, max-age=3600').type('text/css').send(STATUS_STYLE); });
  router.all(ADDRESSES, (request, response, next) => {
    if (request.method === 'GET' || request.method === 'HEAD') return next();
    response.set('Allow', 'GET, HEAD');
    throw new DoorError('method-unknown', { method: request.method, known: 'GET, HEAD' });
  });
  if (!page) {
    router.get(ADDRESSES, (request, response) => {
      if (request.path !== '/status' || !request.accepts('html')) throw new DoorError('status-page-off');
      response.status(404).type('html').send(noStatusPage());
    });
    return router;
  }

  const board = createStatusBoard({ ...deps, page });
  const feeds = createFeeds(deps.publicUrl);
  const address = new URL('/status', deps.publicUrl).href;
  const [html, atom, rss, json] = [writtenOnce((status) => statusPage(status, address)), writtenOnce(feeds.atom), writtenOnce(feeds.rss), writtenOnce((status) => JSON.stringify(status))];
  router.get('/status', async (_request, response) => { send(response, 'html', await html(await board.read())); });
  router.get('/status/feed.atom', async (_request, response) => { send(response, 'application/atom+xml', await atom(await board.read())); });
  router.get('/status/feed.rss', async (_request, response) => { send(response, 'application/rss+xml', await rss(await board.read())); });
  router.get('/status.json', async (_request, response) => {
    response.set('Access-Control-Allow-Origin', '*').set('Cross-Origin-Resource-Policy', 'cross-origin'); // it is for everybody's pages, and no credential changes it
    send(response, 'json', await json(await board.read()));
  });
  return router;
}

/** The same status is written once, however many ask for it. */
function writtenOnce(write: (status: PublicStatus) => string | Promise<string>): (status: PublicStatus) => string | Promise<string> {
  const written = new WeakMap<PublicStatus, string | Promise<string>>();
  return (status) => {
    const text = written.get(status) ?? write(status);
    written.set(status, text);
    return text;
  };
}

/** Everybody may keep it for some seconds; asked again with its ETag, what has not changed is not sent. */
function send(response: Response, type: string, text: string): void {
  response.set('Cache-Control', `public, max-age=${KEPT_SECONDS}`).type(type).send(text);
}
