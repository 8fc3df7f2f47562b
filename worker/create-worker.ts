// What runs on this machine? One worker for each kind of work that is asked of it, on one connection.
import { access } from 'node:fs/promises';
import { Worker, type NativeConnection, type WorkerOptions } from '@temporalio/worker';
import type { Activities } from '../activities';
import { runnerQueue, TASK_QUEUE } from '../src/domain/ids';
import { bundleWorkflows } from './bundle';
import { WORKFLOW_BUNDLE } from './bundle-path';
import { activitySpans } from './telemetry/activity-spans';
import { workflowSpans } from './telemetry/workflow-spans';

export interface WorkerOrder {
  connection: NativeConnection;
  namespace: string;
  activities: Activities;
  slots: number; // cells side by side
  labels: string[]; // runner labels that this machine carries besides the plain one
}

async function workflowBundle(): Promise<WorkerOptions['workflowBundle']> {
  const built = await access(WORKFLOW_BUNDLE).then(() => true, () => false);
  return built ? { codePath: WORKFLOW_BUNDLE } : { code: await bundleWorkflows() };
}

/** Decisions, cells, deployments, events: a queue for each kind, so that a busy runner or a slow subscriber never delays a decision. */
export async function createWorkers(order: WorkerOrder): Promise<Worker[]> {
  const { connection, namespace, activities } = order;
  const interceptors = { activity: [activitySpans] };
  const base = { connection, namespace, activities, interceptors, maxHeartbeatThrottleInterval: '1s', defaultHeartbeatThrottleInterval: '1s', shutdownGraceTime: '5s' } satisfies Omit<WorkerOptions, 'taskQueue'>;
  const runners = ['', ...order.labels].map((label) => ({ ...base, taskQueue: runnerQueue(label || undefined), maxConcurrentActivityTaskExecutions: order.slots }));
  return Promise.all([
    Worker.create({
      ...base, taskQueue: TASK_QUEUE.decisions, workflowBundle: await workflowBundle(), sinks: workflowSpans(),
      stickyQueueScheduleToStartTimeout: '1s', // a killed worker's workflows move on after this, not after ten seconds
      maxCachedWorkflows: 500,
    }),
    ...runners.map((options) => Worker.create(options)),
    Worker.create({ ...base, taskQueue: TASK_QUEUE.deploy, maxConcurrentActivityTaskExecutions: 10 }),
    Worker.create({ ...base, taskQueue: TASK_QUEUE.events, maxConcurrentActivityTaskExecutions: 1000 }), // one for each open incident; they mostly wait
  ]);
}
