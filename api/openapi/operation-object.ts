// How is one operation written in the document? Its parameters, its body and its answers, from the declaration that it runs by.
import { z } from 'zod';
import { isKept, isStream, STREAM, type Operation } from '../operation';
import { parameterSchema, sentSchema, type AnsweredSchemas, type JsonSchema } from './named-schemas';
import { problemResponse, problemsOf, statusOfProblem, type ProblemCode } from './problems';

export interface Written { schemas: AnsweredSchemas; readsAreOpen: boolean }

const TEXT: JsonSchema = { type: 'string' };

export function operationObject(operation: Operation, written: Written): JsonSchema {
  const { id, tag, summary, description, deprecated } = operation;
  const parameters = [...partsOf(operation.params, 'path'), ...partsOf(operation.query, 'query'), ...headersOf(operation)];
  return {
    operationId: id, tags: [tag], summary,
    ...(description || deprecated ? { description: [deprecated && `Deprecated since ${deprecated.since}; it ends on ${deprecated.sunset}. Use ${deprecated.instead} instead.`, description].filter(Boolean).join('\n\n') } : {}),
    ...(deprecated ? { deprecated: true } : {}),
    security: securityOf(operation, written),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(operation.body ? { requestBody: bodyOf(operation.body) } : {}),
    responses: responsesOf(operation, written),
  };
}

/** Empty: everybody may. */
function securityOf({ needs }: Operation, { readsAreOpen }: Written): JsonSchema[] {
  if (needs === 'public' || needs === 'signed') return [];
  const open = needs === 'read' && readsAreOpen ? [{}] : [];
  return [...open, { token: [] }, { session: [] }];
}

function partsOf(schema: z.ZodType | undefined, place: 'path' | 'query'): JsonSchema[] {
  if (!(schema instanceof z.ZodObject)) return [];
  return Object.entries(schema.shape as Record<string, z.ZodType>).map(([name, part]) => {
    const { description, ...shape } = parameterSchema(part);
    return { name, in: place, required: place === 'path' || !part.safeParse(undefined).success, ...(description === undefined ? {} : { description }), schema: shape };
  });
}

function headersOf(operation: Operation): JsonSchema[] {
  const { method, repeats, tag } = operation;
  const header = (name: string, description: string, schema: JsonSchema = TEXT): JsonSchema => ({ name, in: 'header', required: false, description, schema });
  return [
    ...(isKept(operation) || repeats === 'itself' ? [header('Idempotency-Key', 'A name of your own for this request. A repeat under the same name is answered as the first was, for a day, and nothing happens twice.', { type: 'string', pattern: '^[!-~]{1,200}$' })] : []),
    ...(tag === 'words' ? [header('X-Dayshift-Through', 'Through what the person says it: `api`, `cli` or `ide`. It stands on the timeline.')] : []),
    ...(method === 'get' && hasJson(operation) ? [header('If-None-Match', 'The ETag of what you have: nothing is sent when it is still that.')] : []),
    ...(hasStream(operation) ? [header('Last-Event-ID', 'The id of the last event that you had.')] : []),
  ];
}

function bodyOf(body: NonNullable<Operation['body']>): JsonSchema {
  if ('raw' in body) return { description: body.description, required: true, content: Object.fromEntries(body.types.filter((type) => type !== '*/*').map((type) => [type, { schema: {} }])) };
  const schema = sentSchema(body.json);
  const example = body.example === undefined ? {} : { example: body.example };
  return { required: !body.json.safeParse({}).success, content: { 'application/json': { schema, ...example } } };
}

function responsesOf(operation: Operation, { schemas }: Written): JsonSchema {
  const headers = successHeaders(operation);
  const answers = Object.entries(operation.answers).map(([status, answered]) => [status, {
    description: answered.description,
    ...(headers ? { headers } : {}),
    content: contentOf(answered, schemas.ofAnswer.get(`${operation.id} ${status}`)),
  }]);
  const unchanged = operation.method === 'get' && hasJson(operation) ? [['304', { description: 'It is still what your ETag names.', headers: { ETag: { schema: TEXT } } }]] : [];
  const byStatus = new Map<number, ProblemCode[]>();
  for (const code of problemsOf(operation)) byStatus.set(statusOfProblem(code), [...byStatus.get(statusOfProblem(code)) ?? [], code]);
  const problems = [...byStatus].sort(([a], [b]) => a - b).map(([status, codes]) => [String(status), problemResponse(status, codes)]);
  return Object.fromEntries([...answers, ...unchanged, ...problems]) as JsonSchema;
}

function contentOf(answered: Operation['answers'][number], schema: JsonSchema | undefined): JsonSchema {
  const text = 'type' in answered && answered.type !== undefined ? { [answered.type]: { schema: answered.type.startsWith('text/') && answered.type !== STREAM ? TEXT : {} } } : {};
  if (!('json' in answered)) return text;
  const example = answered.example === undefined ? {} : { example: answered.example };
  return { 'application/json': { schema: schema ?? {}, ...example }, ...text };
}

function successHeaders(operation: Operation): JsonSchema | undefined {
  const headers = {
    ...(isKept(operation) ? { 'Idempotency-Replayed': { description: '`true`: it was answered before, and nothing happened again.', schema: TEXT } } : {}),
    ...(operation.method === 'get' && hasJson(operation) ? { ETag: { description: 'Send it back as If-None-Match.', schema: TEXT } } : {}),
    ...(operation.needs === 'signed' ? {} : { RateLimit: { description: 'How much you may still ask for, and until when, e.g. `limit=600, remaining=598, reset=42`.', schema: TEXT } }),
    ...(operation.deprecated ? { Deprecation: { description: 'Since when.', schema: TEXT }, Sunset: { description: 'Until when.', schema: TEXT }, Link: { description: 'What comes instead.', schema: TEXT } } : {}),
  };
  return Object.keys(headers).length === 0 ? undefined : headers;
}

function hasJson({ answers }: Operation): boolean {
  return Object.values(answers).some((answered) => 'json' in answered);
}

/** Also beside another answer, which its description then tells. */
function hasStream(operation: Operation): boolean {
  return operation.description?.includes('Last-Event-ID') === true || isStream(operation);
}
