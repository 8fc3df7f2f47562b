// Where is the workflow bundle that the build makes ahead? Bundling at start would cost seconds of every restart.
import path from 'node:path';

export const WORKFLOW_BUNDLE = path.join(__dirname, '..', 'workflow-bundle.js');
