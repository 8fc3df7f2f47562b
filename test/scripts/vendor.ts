// A vendor's download site on this machine: serves release archives of made-up parts, and can fall silent half-way.

import { execFileSync } from 'node:child_process';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { partScript } from './world';

export interface Vendor {
  url: string;
  requests: string[];
  /** While true, an answer stops after its first half. */
  stallsHalfWay: boolean;
  /** While true, no request is answered at all. */
  silent: boolean;
  close: () => Promise<void>;
}

/** Starts a site that has a release of Temporal's CLI and of nothing else. */
export async function startVendor(): Promise<Vendor> {
  const archive = temporalArchive();
  const requests: string[] = [];
  const server: Server = createServer((request, response) => {
    requests.push(request.url ?? '');
    if (!vendor.silent) answer(request.url ?? '', response);
  });
  function answer(url: string, response: ServerResponse): void {
    if (!url.startsWith('/temporalio/cli/')) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { 'content-length': archive.length });
    if (vendor.stallsHalfWay) response.write(archive.subarray(0, archive.length / 2));
    else response.end(archive);
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const vendor: Vendor = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    stallsHalfWay: false,
    silent: false,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve, reject) => server.close((error) => (error ? reject(error) : resolve())));
    },
  };
  return vendor;
}

function temporalArchive(): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'dayshift-vendor-'));
  try {
    writeFileSync(join(folder, 'temporal'), partScript('temporal', '1.9.1'));
    chmodSync(join(folder, 'temporal'), 0o755);
    execFileSync('tar', ['-czf', 'release.tar.gz', 'temporal'], { cwd: folder });
    return readFileSync(join(folder, 'release.tar.gz'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
