// What can other programs ask of dayshift? The OpenAPI document, made of the very declarations that answer.
import type { Operation, Tag } from '../operation';
import { answeredSchemas, type JsonSchema } from './named-schemas';
import { operationObject } from './operation-object';

/** Of the API, not of the program: raised when something is added, and only with a new address when something would break. */
const API_VERSION = '1.0.0';

/** In the order in which people read them. */
const TAGS: Record<Tag, string> = {
  incidents: 'The incidents: what is open, what was, and all that is known of each.',
  words: 'What people say to an incident. Who says it comes from the credential; what the rules of the day do not allow is refused with the reason.',
  live: 'Server-sent events: what changes, as it changes. Watching costs the incident nothing.',
  alerts: 'How trouble reaches dayshift: from monitoring, and from customers.',
  evidence: 'What checks and builds leave behind.',
  services: 'The services and their lanes.',
  numbers: 'What the archive tells: tests, findings, DORA\'s figures.',
  programs: 'For other systems: git hooks, other CI, chat, subscribers.',
  access: 'Who calls, and with what.',
  'set-up': 'Whether everything holds, and what belonged to nobody.',
};

const ABOUT = `One durable workflow per incident, from the customer who cannot log in to the fix that is verified in production.

Every error is a problem document (RFC 9457, \`application/problem+json\`): \`type\` is stable and leads to an explanation, \`detail\` says what was found, \`advice\` what to do. Times are ISO 8601 with their offset, durations are seconds. New fields may appear in answers at any time: ignore those that you do not know.`;

export interface Document {
  openapi: string;
  info: { title: string; version: string; description: string; license: JsonSchema };
  servers: { url: string; description: string }[];
  tags: { name: string; description: string }[];
  paths: Record<string, Record<string, JsonSchema>>;
  components: { schemas: Record<string, JsonSchema>; securitySchemes: Record<string, JsonSchema> };
}

export interface DocumentOptions { readsAreOpen: boolean; cookie: string }

export function openApiOf(operations: readonly Operation[], { readsAreOpen, cookie }: DocumentOptions): Document {
  const schemas = answeredSchemas(operations);
  const paths: Document['paths'] = {};
  for (const operation of operations) {
    const path = operation.path.replace('{+', '{');
    paths[path] = { ...paths[path], [operation.method]: operationObject(operation, { schemas, readsAreOpen }) };
  }
  const used = new Set(operations.map(({ tag }) => tag));
  return {
    openapi: '3.1.0',
    info: { title: 'dayshift', version: API_VERSION, description: ABOUT, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    servers: [{ url: '/api/v1', description: 'This installation.' }],
    tags: (Object.entries(TAGS) as [Tag, string][]).filter(([name]) => used.has(name)).map(([name, description]) => ({ name, description })),
    paths,
    components: {
      schemas: schemas.byName,
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'A token of a person or a program, made by `dayshift token make` or named in dayshift.yaml.' },
        session: { type: 'apiKey', in: 'cookie', name: cookie, description: 'The session of a browser that signed in.' },
      },
    },
  };
}
