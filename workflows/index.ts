// What the worker bundles: the three workflow types.
export { deployLane } from './deploy-lane';
export { incidentToProduction } from './incident-to-production';
export { watchRelease } from './watch-release';
