// Envoy's front door: its set-up, and the file that says where the traffic goes.
export { envoyArguments, envoyBootstrap, type BootstrapOptions } from './bootstrap';
export { ensureEndpoints, readEndpoints, RELEASE_HEADER, writeEndpoints, type Endpoint } from './endpoints';
