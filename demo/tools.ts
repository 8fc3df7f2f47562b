// Where are the parts that set-up found? In the environment, each under its own name; a missing one is named.
export interface Tools { temporal: string; envoy: string; prometheus: string; alertmanager: string; chromium: string }

const NAMES = ['temporal', 'envoy', 'prometheus', 'alertmanager', 'chromium'] as const;

export function readTools(env: NodeJS.ProcessEnv): Tools {
  const missing = NAMES.filter((name) => !env[`DAYSHIFT_${name.toUpperCase()}`]);
  if (missing.length) throw new Error(`Missing: ${missing.join(', ')}. Start the demo with \`npm start\`, which finds or fetches every part.`);
  return Object.fromEntries(NAMES.map((name) => [name, env[`DAYSHIFT_${name.toUpperCase()}`]])) as unknown as Tools;
}
