// How does the API reach Temporal? Lazily, so that it is up before the server is, and remembering which signals opened a workflow.
import { Client, Connection, type ConnectionLike } from '@temporalio/client';
import { BoundedCache } from '../bounded-cache';
import { temporalSpans } from '../telemetry/temporal-spans';

/** The gateway's way to Temporal. */
export interface Temporal {
  client: Client;
  /** Whether that run was started by a signal of this process, which the client itself does not tell. Answered once. */
  hasOpened(runId: string): boolean;
}

/** Connects when it is first used, and again whenever the server has been away. */
export function toAddress(address: string): Connection {
  return Connection.lazy({
    address,
    channelArgs: {
      // A server that was restarted is found again within a second, also under calls that wait for news.
      'grpc.initial_reconnect_backoff_ms': 100, 'grpc.min_reconnect_backoff_ms': 100, 'grpc.max_reconnect_backoff_ms': 1000,
      'grpc.keepalive_time_ms': 10_000, 'grpc.keepalive_timeout_ms': 5000, 'grpc.keepalive_permit_without_calls': 1,
    },
  });
}

/** A client over the connection that notes what signal-with-start answers about starting. The connection itself stays untouched. */
export function overConnection(connection: ConnectionLike, namespace: string): Temporal {
  const opened = new BoundedCache<string, true>(1000);
  const service = connection.workflowService;
  const noting = Object.create(service) as typeof service;
  const send = service.signalWithStartWorkflowExecution as (request: unknown) => ReturnType<typeof service.signalWithStartWorkflowExecution>;
  noting.signalWithStartWorkflowExecution = (async (request: unknown) => {
    const response = await send(request);
    if (response.started && response.runId) opened.set(response.runId, true);
    return response;
  }) as unknown as typeof service.signalWithStartWorkflowExecution;
  const noted = Object.create(connection, { workflowService: { value: noting } }) as ConnectionLike;
  return {
    client: new Client({ connection: noted, namespace, interceptors: { workflow: [temporalSpans] } }),
    hasOpened(runId) {
      const was = opened.get(runId) === true;
      opened.delete(runId);
      return was;
    },
  };
}
