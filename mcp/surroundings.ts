// What does the agent's server get from outside? The API as its person's helper, the folder that it stands in, and where its own log goes.
import type { ApiClient } from '../client/api-client';
import type { Holder } from './holder';

export interface Surroundings {
  api: ApiClient;
  cwd: string; // a clone, when the agent works in one
  env: Readonly<Record<string, string | undefined>>; // of the person, for what `run_check` runs
  version: string;
  log: (line: string) => void; // never standard output: that is the protocol
}

export type AgentWorld = Surroundings & { holder: Holder };
