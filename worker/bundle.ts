// Makes the workflow bundle. The bundler refuses what workflows may not import: Node, vendors, zod.
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { bundleWorkflowCode } from '@temporalio/worker';
import { WORKFLOW_BUNDLE } from './bundle-path';

/** The bundle's code, from compiled or TypeScript sources. */
export async function bundleWorkflows(): Promise<string> {
  const workflowsPath = path.join(__dirname, '..', 'workflows');
  const { code } = await bundleWorkflowCode({ workflowsPath, workflowInterceptorModules: [path.join(workflowsPath, 'tracing')] });
  return code;
}

async function main(): Promise<void> {
  const code = await bundleWorkflows();
  await writeFile(WORKFLOW_BUNDLE, code);
  process.stdout.write(`workflow bundle: ${Math.round(code.length / 1024)} KiB\n`);
}

if (require.main === module) {
  main().catch((error: unknown) => {
    process.stderr.write(`the workflows could not be bundled: ${String(error)}\n`);
    process.exitCode = 1;
  });
}
