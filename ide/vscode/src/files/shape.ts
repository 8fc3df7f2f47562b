// What may stand at a place of a file? Read from the published schemas: keys with what they mean, values of closed sets, and what must be there.

export interface Shape {
  type?: string; description?: string; default?: unknown; enum?: unknown[]; const?: string | number | boolean; pattern?: string; minLength?: number; minimum?: number; maximum?: number; minItems?: number; maxItems?: number;
  properties?: Record<string, Shape>; required?: string[]; additionalProperties?: Shape | boolean; propertyNames?: Shape; items?: Shape;
  anyOf?: Shape[]; oneOf?: Shape[]; allOf?: Shape[]; $ref?: string; $defs?: Record<string, Shape>;
}
export type Path = readonly (string | number)[];

/** Every shape that a place may have: a union has one for each member. */
export function shapesAt(whole: Shape, path: Path): Shape[] {
  return path.reduce<Shape[]>((shapes, part) => shapes.flatMap((shape) => {
    if (typeof part === 'number') return shape.items ? membersOf(whole, shape.items) : [];
    const known = shape.properties?.[part];
    if (known) return membersOf(whole, known);
    return typeof shape.additionalProperties === 'object' ? membersOf(whole, shape.additionalProperties) : [];
  }), membersOf(whole, whole));
}

/** A union's members, each with what the union says of itself. */
export function membersOf(whole: Shape, shape: Shape): Shape[] {
  const referred = shape.$ref ? { ...whole.$defs?.[shape.$ref.split('/').at(-1) ?? ''], ...(shape.description ? { description: shape.description } : {}) } : shape;
  const members = [...(referred.anyOf ?? []), ...(referred.oneOf ?? []), ...(referred.allOf ?? [])];
  if (members.length === 0) return [referred];
  return members.flatMap((member) => membersOf(whole, { ...member, description: referred.description ?? member.description, default: referred.default ?? member.default }));
}

/** What may be written there, e.g. `text`, `list`, `one of full, none`. */
export function kindOfValue({ type, enum: members, const: only, items, properties, pattern }: Shape): string {
  if (members) return `one of ${members.map(String).join(', ')}`;
  if (only !== undefined) return String(only);
  if (pattern?.includes('ms|s|m|h|d')) return 'a time, e.g. `90s`, `10m`, `1h`';
  if (type === 'array') return items?.enum ? `a list of ${items.enum.map(String).join(', ')}` : 'a list';
  if (type === 'object') return properties ? 'keys and values' : 'names and values';
  return ({ string: 'a text', number: 'a number', integer: 'a whole number', boolean: 'true or false' })[type ?? ''] ?? 'a value';
}

/** The tale of one key as Markdown. */
export function explain(name: string, shapes: readonly Shape[], isRequired: boolean): string {
  const [first] = shapes;
  if (!first) return '';
  const kinds = [...new Set(shapes.map(kindOfValue))].join(', or ');
  const usual = ['string', 'number', 'boolean'].includes(typeof first.default) ? [`Default: \`${JSON.stringify(first.default).replace(/"/g, '')}\``] : [];
  return [`**${name}**${isRequired ? ' (needed)' : ''}${first.description ? `: ${first.description}` : ''}`, `Write ${kinds}.`, ...usual].join('\n\n');
}
