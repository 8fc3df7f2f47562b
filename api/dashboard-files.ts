// How do the dashboard's files leave? Compressed, since nothing in them is secret; hashed ones may be kept, the page itself is always asked for again.
import path from 'node:path';
import compression from 'compression';
import express, { Router } from 'express';

const HASHED = /-[A-Za-z0-9_-]{8,}\.\w+$/;

/** `folder`: absolute. Only what a folder of files answers is compressed: in the API's answers a secret could be measured by its length. */
export function dashboardFiles(folder: string): Router {
  const files = express.static(folder, {
    dotfiles: 'ignore',
    setHeaders(response, file) {
      response.setHeader('Cache-Control', HASHED.test(path.basename(file)) ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  const router = Router();
  router.use(compression(), files);
  return router;
}
