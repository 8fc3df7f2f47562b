// GET /api/v1/openapi.json and /api/v1/docs: everything that can be asked, for programs and for people. Made once, at the first question.
import type { RequestHandler } from 'express';
import { z } from 'zod';
import type { ApiDeps } from '../deps';
import type { Door } from '../door';
import { openApiOf, type Document } from '../openapi/document';
import { docsPage } from '../openapi/page';
import { REFERENCE_STYLE } from '../openapi/page-style';
import { operation } from '../operation';

const KEPT = { 'Cache-Control': 'no-cache' }; // asked again each time, and with the ETag cheaply

const readOpenApi = operation({
  id: 'readOpenApi', method: 'get', path: '/openapi.json', tag: 'set-up', needs: 'public',
  summary: 'This document, for programs',
  answers: { 200: { description: 'OpenAPI 3.1, made of the declarations that answer.', json: z.record(z.string(), z.unknown()) } },
});
const readDocs = operation({
  id: 'readDocs', method: 'get', path: '/docs', tag: 'set-up', needs: 'public',
  summary: 'This document, for people',
  answers: { 200: { description: 'A page without scripts.', type: 'text/html' } },
});

export function addOpenApi(door: Door, { readsNeedToken }: Pick<ApiDeps, 'readsNeedToken'>, cookie: string): void {
  let made: { document: Document; page: string } | undefined;
  const both = (): { document: Document; page: string } => {
    if (made) return made;
    const document = openApiOf(door.operations, { readsAreOpen: !readsNeedToken, cookie });
    made = { document, page: docsPage(document, door.operations) };
    return made;
  };
  door.add(readOpenApi, () => ({ json: both().document, headers: KEPT }));
  door.add(readDocs, () => ({ text: both().page, type: 'text/html; charset=utf-8', headers: KEPT }));
}

/** GET /reference/style.css, of the page. */
export const answerReferenceStyle: RequestHandler = (_request, response) => {
  response.set('Cache-Control', 'public, max-age=3600').type('text/css').send(REFERENCE_STYLE);
};
