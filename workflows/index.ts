// What the worker bundles: the workflow types.
export { deployLane } from './deploy-lane';
export { incidentToProduction } from './incident-to-production';
export { unroutedAlerts } from './unrouted-alerts';
export { tellSubscribers } from './tell-subscribers';
export { watchRelease } from './watch-release';
