// What does this process need to know from outside? Read once, at the start; what is missing is named.
declare const STOREFRONT_VERSION: string;

export interface Settings {
  version: string;
  digest: string;
  host: string;
  port: number; // 0: any free one
  databaseUrl: string;
  sessionSecret: string;
}

export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const missing = ['DATABASE_URL', 'SESSION_SECRET'].filter((name) => !env[name]);
  if (missing.length > 0) throw new Error(`set ${missing.join(' and ')} in the environment`);
  return {
    version: STOREFRONT_VERSION,
    digest: env.DAYSHIFT_DIGEST ?? 'unknown',
    host: env.HOST ?? '127.0.0.1',
    port: Number(env.PORT ?? 3000),
    databaseUrl: env.DATABASE_URL ?? '',
    sessionSecret: env.SESSION_SECRET ?? '',
  };
}
