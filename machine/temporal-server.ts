// Temporal's own server with its database on disk, its UI, and the five search attributes.
import { connect } from 'node:net';
import path from 'node:path';
import { SEARCH_ATTRIBUTE } from '../src/domain/ids';
import type { Part } from './supervisor';

/** @param order.uiPort without one there is no UI. `skipsTime`: a workflow's clock may be put forward, for tests; `longestHistory`: after so many events a workflow is to begin a new one; `metricsPort`: where the server tells what it was asked. */
export function temporalPart({ command, folder, port, uiPort, skipsTime = false, longestHistory, metricsPort }: { command: string; folder: string; port: number; uiPort?: number; skipsTime?: boolean; longestHistory?: number; metricsPort?: number }): Part {
  return {
    name: 'temporal', command,
    args: [
      'server', 'start-dev', '--ip', '127.0.0.1', '--port', String(port), ...(uiPort === undefined ? ['--headless'] : ['--ui-port', String(uiPort)]),
      '--db-filename', path.join(folder, 'temporal.db'),
      '--sqlite-pragma', 'journal_mode=WAL', '--sqlite-pragma', 'synchronous=FULL', // quicker, and still safe after a kill
      '--dynamic-config-value', 'history.transferProcessorMaxPollRPS=1000', // the default makes each step wait
      '--dynamic-config-value', 'matching.useNewMatcher=true', '--dynamic-config-value', 'matching.enableFairness=true', // one incident's many cells do not keep another's waiting
      '--dynamic-config-value', 'matching.numTaskqueueReadPartitions=1', '--dynamic-config-value', 'matching.numTaskqueueWritePartitions=1', // fair within a partition: one is enough for one machine
      ...(skipsTime ? ['--dynamic-config-value', 'frontend.WorkflowTimeSkippingEnabled=true'] : []),
      ...(longestHistory === undefined ? [] : ['--dynamic-config-value', `limit.historyCount.suggestContinueAsNew=${longestHistory}`]),
      ...(metricsPort === undefined ? [] : ['--metrics-port', String(metricsPort)]),
      '--log-level', 'warn',
      ...Object.values(SEARCH_ATTRIBUTE).flatMap((name) => ['--search-attribute', `${name}=Keyword`]),
    ],
    ready: () => answers(port),
  };
}

/** Whether something listens on the loopback port. */
export function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    socket.once('connect', () => { socket.destroy(); resolve(true); });
    socket.once('error', () => resolve(false));
  });
}
