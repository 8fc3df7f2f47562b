// What does a schema hold, for people? A row for each field: its name, what it is, and whether it may be left out.
import { html, type Html } from '../html';
import type { JsonSchema } from './named-schemas';
import { line } from './prose';

const MOST_DEPTH = 6;
const REF = '#/components/schemas/';

interface Field { name: string; schema: JsonSchema; isNeeded: boolean; depth: number }

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A table of the fields, or the kind of what has none. */
export function fieldsOf(schema: JsonSchema): Html {
  const fields = [...flat(schema, 0)];
  if (fields.length === 0) return html`<p>${kindOf(schema)}</p>`;
  return html`<table>
<thead><tr><th scope="col">Field</th><th scope="col">What it is</th></tr></thead>
<tbody>${fields.map(row)}</tbody>
</table>`;
}

function row({ name, schema, isNeeded, depth }: Field): Html {
  const { description } = schema;
  return html`<tr><th scope="row" class="depth-${Math.min(depth, MOST_DEPTH)}"><code>${name}</code>${isNeeded ? undefined : html` <span class="soft">optional</span>`}</th><td>${kindOf(schema)}${typeof description === 'string' ? html` ${line(description)}` : undefined}</td></tr>`;
}

function* flat(schema: JsonSchema, depth: number): Generator<Field> {
  const inner = schema['type'] === 'array' && isSchema(schema['items']) ? schema['items'] : schema;
  const properties = isSchema(inner['properties']) ? inner['properties'] : {};
  const required = Array.isArray(inner['required']) ? inner['required'] as unknown[] : [];
  for (const [name, field] of Object.entries(properties)) {
    if (!isSchema(field)) continue;
    yield { name, schema: field, isNeeded: required.includes(name), depth };
    if (depth < MOST_DEPTH) yield* flat(field, depth + 1);
  }
}

/** E.g. `list of IncidentSummary`, `text, one of open, closed`. */
export function kindOf(schema: JsonSchema): Html {
  const { $ref, type, items, enum: values, anyOf, oneOf, format, pattern, additionalProperties, const: only } = schema;
  if (typeof $ref === 'string') return html`<a href="#schema-${$ref.slice(REF.length)}">${$ref.slice(REF.length)}</a>`;
  if (Array.isArray(values)) return html`one of ${codes(values)}`;
  if (only !== undefined) return html`<code>${JSON.stringify(only)}</code>`;
  const either = anyOf ?? oneOf;
  if (Array.isArray(either)) return html`${either.map((one, at) => html`${at > 0 ? ' or ' : ''}${isSchema(one) ? kindOf(one) : ''}`)}`;
  if (type === 'array') return html`list of ${isSchema(items) ? kindOf(items) : 'anything'}`;
  if (type === 'object') return isSchema(additionalProperties) && !schema['properties'] ? html`object: by any name, ${kindOf(additionalProperties)}` : html`object`;
  if (type === undefined) return html`anything`;
  const name = type === 'string' ? 'text' : said(type);
  const more = [limits(schema), format === undefined ? undefined : said(format), 'default' in schema ? `default ${JSON.stringify(schema['default'])}` : undefined].filter(Boolean).join(', ');
  return html`${name}${more ? html` <span class="soft">${more}</span>` : undefined}${typeof pattern === 'string' && format === undefined ? html` <code>${pattern}</code>` : undefined}`;
}

function codes(values: readonly unknown[]): Html {
  return html`${values.map((value, at) => html`${at > 0 ? ', ' : ''}<code>${String(value)}</code>`)}`;
}

function said(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function limits({ minimum, maximum, minLength, maxLength }: JsonSchema): string | undefined {
  const [from, to] = [minimum ?? minLength, maximum ?? maxLength];
  const unit = maxLength ?? minLength ? ' characters' : '';
  if (from !== undefined && to !== undefined) return `${said(from)} to ${said(to)}${unit}`;
  if (to !== undefined) return `at most ${said(to)}${unit}`;
  return from === undefined || from === 0 ? undefined : `at least ${said(from)}${unit}`;
}
