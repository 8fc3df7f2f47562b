// With which problems may an operation answer? Its own, and those of its kind: who may call it, what it reads, whether it is repeated.
import { mayAssist } from '../../src/domain/actions';
import type { ErrorCode } from '../../src/errors';
import { explain, titleOf, type DoorProblem } from '../middleware/problem';
import { isKept, isStream, type Operation } from '../operation';
import { refTo, type JsonSchema } from './named-schemas';

export type ProblemCode = ErrorCode | DoorProblem;

/** In the order in which they may happen. */
export function problemsOf(operation: Operation): ProblemCode[] {
  const { needs, method, params, query, body, problems = [] } = operation;
  const isOpen = needs === 'public' || needs === 'signed';
  const changes = method !== 'get';
  const codes: ProblemCode[] = [
    'head-too-large', 'request-too-slow', 'request-unreadable',
    ...(params ? ['address-malformed', 'address-unknown'] as const : []),
    'host-unknown',
    ...(changes ? ['origin-unknown'] as const : []),
    ...(isOpen ? [] : ['not-signed-in', 'session-ended', 'scope-missing'] as const),
    ...(needs === 'signed' ? [] : ['too-many-requests'] as const),
    ...(isStream(operation) ? ['too-many-streams'] as const : []),
    ...(needs === 'act' || needs === 'assist' ? ['person-needed'] as const : []),
    ...(mayAssist(operation.id) ? [] : ['person-must-act'] as const),
    ...(params !== undefined || query !== undefined || needs !== 'signed' || changes ? ['request-malformed'] as const : []),
    ...(body ? ['body-too-large', 'body-malformed', ...(takesOnly(operation) ? ['media-type-unknown'] as const : [])] as const : []),
    ...(isKept(operation) ? ['repeat-differs', 'repeat-running', 'unreachable'] as const : []),
    ...problems,
    'internal',
  ];
  return [...new Set(codes)];
}

/** Whether a body of another media type is refused. */
function takesOnly({ body }: Operation): boolean {
  return body !== undefined && ('json' in body || !body.types.includes('*/*'));
}

export function statusOfProblem(code: ProblemCode): number {
  return explain(code)?.status ?? 500;
}

/** The answer with these problems, each by example; `x-problem-types` is for programs. */
export function problemResponse(status: number, codes: readonly ProblemCode[]): JsonSchema {
  return {
    description: codes.map((code) => `- \`/problems/${code}\`: ${explain(code)?.message ?? ''}`).join('\n'),
    'x-problem-types': codes.map((code) => `/problems/${code}`),
    ...(headersOf(status) ? { headers: headersOf(status) } : {}),
    content: {
      'application/problem+json': {
        schema: { $ref: refTo('Problem') },
        examples: Object.fromEntries(codes.map((code) => [code, { summary: titleOf(code), value: exampleOf(code) }])),
      },
    },
  };
}

function exampleOf(code: ProblemCode): JsonSchema {
  const { status, message, advice } = explain(code) ?? { status: 500, message: '', advice: '' };
  return { type: `/problems/${code}`, title: titleOf(code), status, detail: message, advice };
}

function headersOf(status: number): JsonSchema | undefined {
  if (status === 401) return { 'WWW-Authenticate': { description: 'How to sign in.', schema: { type: 'string' } } };
  if (status === 409 || status === 429 || status === 503) return { 'Retry-After': { description: 'When to come back, in seconds. Absent where waiting does not help.', schema: { type: 'integer', minimum: 0 } } };
  return undefined;
}
