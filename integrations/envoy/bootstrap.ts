// How is Envoy set up? One static listener, one cluster whose endpoints come from a file; a switch must refuse no request.
import { dirname } from 'node:path';
import { ANSWERING_RELEASE, CLUSTER, RELEASE_HEADER } from './endpoints';

export interface BootstrapOptions {
  listenPort: number;
  listenAddress?: string; // default 127.0.0.1
  adminPort?: number; // on 127.0.0.1; absent: no admin page
  endpointsFile: string; // absolute
  nodeId: string;
}

const HTTP = 'type.googleapis.com/envoy.extensions';
const IDEMPOTENT = '^(GET|HEAD|OPTIONS)$';
const REQUEST_SECONDS = 60;
const RETRIES = 8; // a second or so: a release that died is started again meanwhile
/** Below the 5 s after which Node closes an idle connection: otherwise a request could meet the closing. */
const UPSTREAM_IDLE_SECONDS = 2;
const MOST_CONNECTIONS = 50_000; // of customers, at once
const MANY = 100_000; // Envoy's own limits of 1024 would refuse requests under load; the release has its own

function socket(address: string, port: number): unknown {
  return { socket_address: { address, port_value: port } };
}

/** A request that never reached the release is always sent again; one that may have reached it only when that does no harm. */
function routeTo(match: object, retryOn: string): unknown {
  return {
    match,
    route: {
      cluster: CLUSTER,
      timeout: `${REQUEST_SECONDS}s`,
      retry_policy: {
        retry_on: retryOn, num_retries: RETRIES, retry_back_off: { base_interval: '0.025s', max_interval: '0.5s' },
        retry_host_predicate: [{ name: 'envoy.retry_host_predicates.previous_hosts', typed_config: { '@type': `${HTTP}.retry.host.previous_hosts.v3.PreviousHostsPredicate` } }],
        host_selection_retry_max_attempts: 3, // with a canary beside it, the other release answers for one that is down
      },
    },
  };
}

function connectionManager(): unknown {
  return {
    '@type': `${HTTP}.filters.network.http_connection_manager.v3.HttpConnectionManager`,
    stat_prefix: 'customers',
    use_remote_address: true,
    normalize_path: true,
    merge_slashes: true,
    server_header_transformation: 'PASS_THROUGH',
    common_http_protocol_options: { idle_timeout: '300s' },
    request_headers_timeout: '10s',
    stream_idle_timeout: '300s',
    http_filters: [{ name: 'envoy.filters.http.router', typed_config: { '@type': `${HTTP}.filters.http.router.v3.Router` } }],
    route_config: {
      name: 'customers',
      response_headers_to_add: [{ header: { key: RELEASE_HEADER, value: ANSWERING_RELEASE }, append_action: 'OVERWRITE_IF_EXISTS_OR_ADD' }],
      virtual_hosts: [{
        name: 'customers',
        domains: ['*'],
        routes: [
          routeTo({ prefix: '/', headers: [{ name: ':method', string_match: { safe_regex: { regex: IDEMPOTENT } } }] }, 'connect-failure,refused-stream,reset'),
          routeTo({ prefix: '/' }, 'connect-failure,refused-stream,reset-before-request'),
        ],
      }],
    },
  };
}

function cluster(endpointsFile: string): unknown {
  return {
    name: CLUSTER,
    type: 'EDS',
    connect_timeout: '1s',
    lb_policy: 'ROUND_ROBIN',
    eds_cluster_config: {
      eds_config: {
        resource_api_version: 'V3',
        path_config_source: { path: endpointsFile, watched_directory: { path: dirname(endpointsFile) } },
      },
    },
    common_lb_config: { healthy_panic_threshold: { value: 0 } },
    circuit_breakers: { thresholds: [{ max_connections: MANY, max_pending_requests: MANY, max_requests: MANY, max_retries: 1000 }] },
    typed_extension_protocol_options: {
      'envoy.extensions.upstreams.http.v3.HttpProtocolOptions': {
        '@type': `${HTTP}.upstreams.http.v3.HttpProtocolOptions`,
        common_http_protocol_options: { idle_timeout: `${UPSTREAM_IDLE_SECONDS}s` },
        explicit_http_config: { http_protocol_options: {} },
      },
    },
  };
}

/** Envoy's bootstrap as JSON, which is YAML too. The endpoints file must be there before Envoy starts (`ensureEndpoints`). */
export function envoyBootstrap(options: BootstrapOptions): string {
  const bootstrap = {
    node: { id: options.nodeId, cluster: 'dayshift' },
    ...(options.adminPort === undefined ? {} : { admin: { address: socket('127.0.0.1', options.adminPort) } }),
    overload_manager: {
      resource_monitors: [{
        name: 'envoy.resource_monitors.global_downstream_max_connections',
        typed_config: { '@type': `${HTTP}.resource_monitors.downstream_connections.v3.DownstreamConnectionsConfig`, max_active_downstream_connections: MOST_CONNECTIONS },
      }],
    },
    static_resources: {
      listeners: [{
        name: 'customers',
        address: socket(options.listenAddress ?? '127.0.0.1', options.listenPort),
        filter_chains: [{ filters: [{ name: 'envoy.filters.network.http_connection_manager', typed_config: connectionManager() }] }],
      }],
      clusters: [cluster(options.endpointsFile)],
    },
  };
  return `${JSON.stringify(bootstrap, null, 2)}\n`;
}

/** The command line for a bootstrap file. No hot restart: two Envoys on one machine would share its memory. */
export function envoyArguments(bootstrapFile: string): string[] {
  return ['--config-path', bootstrapFile, '--disable-hot-restart', '--concurrency', '2', '--log-level', 'warning'];
}
