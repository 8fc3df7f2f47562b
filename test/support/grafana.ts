// The Grafana dashboard as it is shipped, and which figures its panels ask for.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

const Place = z.strictObject({ h: z.int().positive(), w: z.int().min(1).max(24), x: z.int().min(0).max(23), y: z.int().min(0) });
const Datasource = z.strictObject({ type: z.literal('prometheus'), uid: z.literal('${datasource}') });
const Target = z.object({ datasource: Datasource, refId: z.string().regex(/^[A-Z]$/), expr: z.string().min(1), legendFormat: z.string() });

/** What Grafana asks of a dashboard's file, as far as this one uses it. */
export const GrafanaDashboard = z.object({
  uid: z.string().min(8).max(40), title: z.string().min(1), description: z.string(), tags: z.array(z.string()), editable: z.boolean(),
  schemaVersion: z.int().min(36), version: z.int(), refresh: z.string(), time: z.strictObject({ from: z.string(), to: z.string() }),
  annotations: z.object({ list: z.array(z.unknown()) }),
  templating: z.object({ list: z.array(z.object({ name: z.string(), type: z.enum(['datasource', 'query']), query: z.unknown() })) }),
  panels: z.array(z.discriminatedUnion('type', [
    z.object({ type: z.literal('row'), id: z.int(), title: z.string().min(1), gridPos: Place, collapsed: z.boolean(), panels: z.array(z.never()) }),
    z.object({ type: z.enum(['timeseries', 'stat']), id: z.int(), title: z.string().min(1), gridPos: Place, datasource: Datasource, targets: z.array(Target).min(1), fieldConfig: z.object({ defaults: z.object({ unit: z.string() }), overrides: z.array(z.unknown()) }), options: z.object({}) }),
  ])),
});
export type GrafanaDashboard = z.infer<typeof GrafanaDashboard>;

export function readGrafanaDashboard(): GrafanaDashboard {
  return GrafanaDashboard.parse(JSON.parse(readFileSync(path.join(__dirname, '..', '..', 'docs', 'grafana', 'dayshift.json'), 'utf8')));
}

/** Every figure that a panel names, each once. */
export function figuresAsked({ panels }: GrafanaDashboard): string[] {
  const asked = panels.flatMap((panel) => (panel.type === 'row' ? [] : panel.targets.flatMap(({ expr }) => [...expr.matchAll(/([a-z_][a-z0-9_]*)\{/g)].map(([, name = '']) => name))));
  return [...new Set(asked)].sort();
}

/** The names that a text in Prometheus' format has samples of. */
export function figuresTold(text: string): Set<string> {
  return new Set(text.split('\n').filter((line) => line !== '' && !line.startsWith('#')).map((line) => line.split(/[{ ]/)[0] ?? ''));
}
