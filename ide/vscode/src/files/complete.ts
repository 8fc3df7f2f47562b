// What may be written at the cursor? The keys that are not there yet, what is needed first, each with what it means; of a closed set its values; of a place the axes of its matrix.
import type { Cursor } from './cursor';
import type { OpenFile } from './read-document';
import { explain, kindOfValue, shapesAt } from './shape';
import type { Path, Shape } from './shape';

export interface Offer {
  label: string;
  insert: string; // as a snippet
  kind: 'key' | 'value';
  detail: string;
  explained: string; // Markdown
  rank: number; // those with less stand first
}

export function offersAt(whole: Shape, { path, expects, indent }: Cursor, file: OpenFile): Offer[] {
  const shapes = shapesAt(whole, path);
  const axes = axesAt(path, file, shapes);
  if (axes) return expects === 'key' ? axes.keys : axes.values;
  if (expects === 'value') return valuesOf(shapes.flatMap((shape) => (shape.type === 'array' && shape.items ? shapesAt(whole, [...path, 0]) : [shape])));
  const there = file.keysAt(path);
  const inList = shapes.some(({ type }) => type === 'array');
  const objects = inList ? shapesAt(whole, [...path, 0]) : shapes;
  const keys = objects.flatMap((shape) => Object.entries(shape.properties ?? {}).map(([name], index) => ({ name, index, isRequired: shape.required?.includes(name) ?? false })));
  const values = inList && keys.length === 0 ? valuesOf(objects).map((offer) => ({ ...offer, insert: `- ${offer.insert}` })) : [];
  const fresh = keys.filter(({ name }) => inList || !there.includes(name));
  return [...values, ...fresh.map(({ name, index, isRequired }): Offer => {
    const meant = shapesAt(whole, [...path, ...(inList ? [0] : []), name]);
    const [first] = meant;
    return { label: name, insert: `${inList ? '- ' : ''}${name}:${valueSnippet(whole, [...path, ...(inList ? [0] : []), name], indent + (inList ? 2 : 0))}`, kind: 'key', detail: `${first ? kindOfValue(first) : ''}${isRequired ? ', needed' : ''}`, explained: explain(name, meant, isRequired), rank: (isRequired ? 0 : 1000) + index };
  })];
}

function valuesOf(shapes: readonly Shape[]): Offer[] {
  const values = shapes.flatMap(({ enum: members, const: only, type, default: usual }) => (members ?? (only !== undefined ? [only] : type === 'boolean' ? [true, false] : typeof usual === 'string' || typeof usual === 'number' ? [usual] : [])));
  const usual = shapes.find((shape) => shape.default !== undefined)?.default;
  return [...new Set(values.map(String))].map((value, index) => ({ label: value, insert: value, kind: 'value', detail: value === String(usual) ? 'the default' : '', explained: shapes.find(({ description }) => description)?.description ?? '', rank: index }));
}

const DEEPEST = 3;

/** What is needed below a key comes with it, with a stop at each. */
function valueSnippet(whole: Shape, path: Path, indent: number, deep = 0): string {
  const [shape] = shapesAt(whole, path);
  if (!shape) return ' ';
  const pad = (by: number) => `\n${' '.repeat(by)}`; // the editor's own indentation is switched off for these
  if (shape.type === 'object' && shape.properties && deep < DEEPEST) {
    const needed = shape.required ?? [];
    if (needed.length === 0) return `${pad(indent + 2)}\${0}`;
    return needed.map((name) => `${pad(indent + 2)}${name}:${valueSnippet(whole, [...path, name], indent + 2, deep + 1)}`).join('');
  }
  if (shape.type === 'array' && shape.items && deep < DEEPEST) {
    const [item] = shapesAt(whole, [...path, 0]);
    const needed = item?.type === 'object' ? item.required ?? [] : [];
    if (needed.length === 0) return item?.type === 'object' ? `${pad(indent + 2)}- \${0}` : ' [${0}]';
    return `${pad(indent + 2)}- ${needed.map((name) => `${name}:${valueSnippet(whole, [...path, 0, name], indent + 4, deep + 1)}`).join(pad(indent + 4))}`;
  }
  if (shape.type === 'object') return `${pad(indent + 2)}\${0}`;
  if (shape.enum) return ` \${1|${shape.enum.map(String).join(',')}|}`;
  return ' ';
}

/** A place, e.g. of `exclude` or of a criterion's `in`, names the axes of a matrix and one of their values each. */
function axesAt(path: Path, file: OpenFile, shapes: readonly Shape[]): { keys: Offer[]; values: Offer[] } | undefined {
  const places = path.findIndex((part) => typeof part === 'string' && ['exclude', 'include', 'in', 'at'].includes(part));
  const isPlace = shapes.length > 0 && shapes.every(({ type, properties }) => (type === 'object' && !properties) || type === 'string');
  if (places < 0 || !isPlace) return undefined;
  const matrices = path[0] === 'stories' ? everyMatrix(file) : [file.valueAt([...path.slice(0, places), 'matrix'])];
  const axes = new Map<string, Set<string>>();
  for (const [axis, values] of matrices.flatMap((matrix) => Object.entries(Object(matrix) as object) as [string, unknown][])) {
    axes.set(axis, new Set([...(axes.get(axis) ?? []), ...(Array.isArray(values) ? values.map(String) : [])]));
  }
  if (axes.size === 0) return undefined;
  const axis = path.at(-1);
  return {
    keys: [...axes].map(([label, values], rank) => ({ label, insert: `${label}: `, kind: 'key', detail: `one of ${[...values].join(', ')}`, explained: `The axis **${label}** of the matrix.`, rank })),
    values: typeof axis === 'string' ? [...(axes.get(axis) ?? [])].map((label, rank) => ({ label, insert: label, kind: 'value', detail: axis, explained: '', rank })) : [],
  };
}

function everyMatrix(file: OpenFile): unknown[] {
  const stages = [file.valueAt(['stages']), file.valueAt(['furtherStages'])].flatMap((value) => Object.values(Object(value) as object) as unknown[]);
  return stages.flatMap((stage) => { const { checks } = Object(stage) as { checks?: unknown }; return Array.isArray(checks) ? checks.map((check) => (Object(check) as { matrix?: unknown }).matrix) : []; });
}
