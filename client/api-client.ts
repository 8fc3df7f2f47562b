// How does a program speak to dayshift? Plain HTTP; answers are parsed once, problems become one error class.
import { z } from 'zod';
import { Me } from '../src/contracts/access';
import { Desk } from '../src/contracts/desk';
import { AlertExplanation, AlertSourceList, Answer, Diagnosis, DoraReport, IncidentList, LogPiece, Problem, Progress, ServiceView, TestHistoryList, UnroutedList } from '../src/contracts/http';
import type { IncidentQuestion } from '../src/contracts/incident-question';
import { IncidentView } from '../src/contracts/incident';
import { IncidentRecord } from '../src/contracts/record';
import { Through } from '../src/domain/vocabulary';
import { followEvents, type OpenOptions, type FeedEvent, type Patience } from './event-feed';

/** What the API, or the way to it, had to say: what was found and what to do. */
export class ApiProblem extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail);
    this.name = 'ApiProblem';
  }
}

export type Word = 'acknowledge' | 'assign' | 'decline' | 'hand-over' | 'join' | 'build' | 'judge-gate' | 'sign-off' | 'withdraw' | 'ask' | 'delegate' | 'break-glass' | 'note' | 'cancel';
export type Happening = { kind: 'incident'; view: IncidentView } | { kind: 'progress'; progress: Progress } | { kind: 'lost'; reason: string };

/** `lost`: the connection broke, or dayshift itself cannot look right now. */
export type OnDesk = { kind: 'desk'; desk: Desk } | { kind: 'lost'; reason: string };

export type Written = { kind: 'log'; piece: LogPiece } | { kind: 'lost'; reason: string };

export interface ApiClient {
  /** One page: fifty unless `limit` says otherwise, and where the next one begins. */
  incidents(state: IncidentQuestion['state'], asked?: Partial<Omit<IncidentQuestion, 'state'>>): Promise<IncidentList>;
  incident(id: string): Promise<IncidentView>;
  record(id: string): Promise<IncidentRecord>;
  story(id: string): Promise<string>;
  log(id: string, offset: number): Promise<LogPiece>;
  /** `key`: of what changes something; a repeat under the same one is answered as the first time. */
  say(id: string, word: Word, body: Record<string, unknown>, key?: string): Promise<Answer>;
  alertSources(): Promise<AlertSourceList>;
  /** What would become of a payload, given as it was or would be sent; `headers` are the source's own. */
  explainAlert(source: string, payload: Buffer, headers: Record<string, string>): Promise<AlertExplanation>;
  unrouted(): Promise<UnroutedList>;
  dismissUnrouted(key: string): Promise<void>;
  /** Each service, what runs there, and who has its lanes. */
  services(): Promise<ServiceView[]>;
  /** Lets a lane go on that waits for a person. */
  openLane(service: string, environment: string, reason: string): Promise<Answer>;
  doctor(): Promise<Diagnosis>;
  /** Any other address below /api/v1, e.g. `/tokens`. */
  ask<Schema extends z.ZodType>(path: string, schema: Schema, sent?: { method: 'POST' | 'DELETE'; body?: object }): Promise<z.infer<Schema>>;
  /** What an address answers with, piece by piece as it comes. */
  read(path: string): AsyncGenerator<string>;
  /** How a service's tests fared over its archived incidents; with a name, that test alone. */
  tests(service: string, name?: string): Promise<TestHistoryList>;
  /** DORA's figures over so many weeks; with a service, of that one alone. */
  dora(weeks: number, service?: string): Promise<DoraReport>;
  /** Comes back by itself when the connection drops, with a `lost` in between; ends when the signal aborts. */
  followIncident(id: string, signal: AbortSignal): AsyncGenerator<Happening>;
  followBoard(signal: AbortSignal): AsyncGenerator<IncidentList>;
  /** What a log has from `offset` on, and what comes; goes on where it was after a `lost`; ends when the signal aborts. */
  followLog(id: string, offset: number, signal: AbortSignal): AsyncGenerator<Written>;
  /** What lies on that person's desk, whole, at once and after each change; otherwise like `followIncident`. */
  followDesk(person: string, signal: AbortSignal): AsyncGenerator<OnDesk>;
  /** Whose credential it is. */
  me(): Promise<Me>;
  /** The bytes of that digest, `sha256:…`; of more than `most` the first ones. */
  evidence(digest: string, most?: number): Promise<Uint8Array>;
}

/** `through`: the door that words are said to come through; default: the command line. `patience`: with what is followed. */
export interface ApiSettings { address: string; token?: string; through?: Through; patience?: Patience }

const JSON_TYPE = { 'content-type': 'application/json' };

export function createApiClient({ address, token, through = Through.Cli, patience }: ApiSettings): ApiClient {
  const place = through === Through.Ide ? 'the setting dayshift.address' : '--api or DAYSHIFT_API';
  const base = address.replace(/\/+$/, '');
  const headers: Record<string, string> = token ? { authorization: `Bearer ${token}` } : {};
  const of = (id: string, rest = '') => `/api/v1/incidents/${encodeURIComponent(id)}${rest}`;

  async function open(path: string, init: RequestInit = {}): Promise<Response> {
    const response = await fetch(`${base}${path}`, { ...init, headers: { ...headers, ...init.headers } }).catch((cause: unknown) => {
      if (init.signal?.aborted) throw cause;
      throw new ApiProblem(unreachable(base, cause, place));
    });
    if (!response.ok) throw new ApiProblem(await readProblem(response, base, place));
    return response;
  }
  async function get<Schema extends z.ZodType>(path: string, schema: Schema, init?: RequestInit): Promise<z.infer<Schema>> {
    return parse(schema, await (await open(path, init)).json().catch(() => undefined), `${base}${path}`, place);
  }
  async function post(path: string, body: Record<string, unknown>, key?: string): Promise<Answer> {
    return get(path, Answer, { method: 'POST', body: JSON.stringify(body), headers: { ...JSON_TYPE, 'x-dayshift-through': through, ...(key ? { 'idempotency-key': key } : {}) } });
  }

  function follow(path: string, signal: AbortSignal): AsyncGenerator<FeedEvent> {
    return followEvents((options: OpenOptions) => open(path, options), signal, patience);
  }
  function heard<Schema extends z.ZodType>({ data }: FeedEvent, schema: Schema): z.infer<Schema> {
    return parse(schema, JSON.parse(data), base, place);
  }

  return {
    incidents: (state, asked = {}) => get(`/api/v1/incidents?${new URLSearchParams({ state, ...textsOf(asked) }).toString()}`, IncidentList),
    incident: (id) => get(of(id), IncidentView),
    record: (id) => get(of(id, '/record'), IncidentRecord),
    story: async (id) => (await open(of(id, '/story'))).text(),
    log: (id, offset) => get(logPath(id, offset), LogPiece),
    say: (id, word, body, key) => post(of(id, `/${word}`), body, key),
    services: () => get('/api/v1/services', z.array(ServiceView)),
    openLane: (service, environment, reason) => post(`/api/v1/services/${encodeURIComponent(service)}/lanes/${encodeURIComponent(environment)}/open`, { reason }),
    alertSources: () => get('/api/v1/alert-sources', AlertSourceList),
    explainAlert: (source, payload, own) => get(`/api/v1/explain/${encodeURIComponent(source)}`, AlertExplanation, { method: 'POST', body: new Uint8Array(payload), headers: { ...JSON_TYPE, ...own } }),
    unrouted: () => get('/api/v1/unrouted', UnroutedList),
    async dismissUnrouted(key) { await open(`/api/v1/unrouted/${encodeURIComponent(key)}`, { method: 'DELETE' }); },
    doctor: () => get('/api/v1/doctor', Diagnosis),
    ask: (path, schema, sent) => get(`/api/v1${path}`, schema, sent && { method: sent.method, ...(sent.body ? { body: JSON.stringify(sent.body), headers: JSON_TYPE } : {}) }),
    async *read(path) {
      const { body } = await open(`/api/v1${path}`);
      if (body) yield* body.pipeThrough(new TextDecoderStream()) as unknown as AsyncIterable<string>;
    },
    tests: (service, name) => get(`/api/v1/services/${encodeURIComponent(service)}/tests${name === undefined ? '' : `?name=${encodeURIComponent(name)}`}`, TestHistoryList),
    dora: (weeks, service) => get(`/api/v1/dora?weeks=${weeks}${service === undefined ? '' : `&service=${encodeURIComponent(service)}`}`, DoraReport),
    async *followIncident(id, signal) {
      for await (const event of follow(of(id, '/events'), signal)) {
        if (event.name === 'lost') yield { kind: 'lost', reason: event.data };
        if (event.name === 'incident') yield { kind: 'incident', view: heard(event, IncidentView) };
        if (event.name === 'progress') yield { kind: 'progress', progress: heard(event, Progress) };
      }
    },
    async *followBoard(signal) {
      for await (const event of follow('/api/v1/events', signal)) {
        if (event.name === 'board') yield heard(event, IncidentList);
      }
    },
    async *followLog(id, offset, signal) {
      for await (const event of follow(logPath(id, offset), signal)) {
        if (event.name === 'lost') yield { kind: 'lost', reason: event.data };
        if (event.name === 'log') yield { kind: 'log', piece: heard(event, LogPiece) };
      }
    },
    async *followDesk(person, signal) {
      let last: Desk | undefined;
      for await (const event of follow(`/api/v1/people/${encodeURIComponent(person)}/events`, signal)) {
        if (event.name === 'lost') yield { kind: 'lost', reason: event.data };
        if (event.name === 'stale') yield { kind: 'lost', reason: 'dayshift cannot look at its incidents right now' };
        if (event.name === 'desk') last = heard(event, Desk);
        if (last && (event.name === 'desk' || event.name === 'opened')) yield { kind: 'desk', desk: last }; // who comes back is not sent what they have
      }
    },
    me: () => get('/api/v1/me', Me),
    evidence: async (digest, most) => firstBytes(await open(`/api/v1/evidence/${encodeURIComponent(digest)}`), most),
  };
}

/** Without `most` all of them. The rest is not read. */
async function firstBytes(response: Response, most = Infinity): Promise<Uint8Array> {
  if (most === Infinity) return new Uint8Array(await response.arrayBuffer());
  const reader = (response.body as ReadableStream<Uint8Array> | null)?.getReader();
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  while (reader && bytes < most) {
    const { done, value } = await reader.read();
    if (done) break;
    const piece = value.subarray(0, most - bytes);
    pieces.push(piece);
    bytes += piece.length;
  }
  await reader?.cancel();
  const all = new Uint8Array(bytes);
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}

function logPath(id: string, offset: number): string {
  return `/api/v1/logs/${id.split('/').map(encodeURIComponent).join('/')}?offset=${offset}`;
}

/** As an address has it; what is absent is left out. */
function textsOf(asked: object): Record<string, string> {
  return Object.fromEntries(Object.entries(asked).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])));
}

function parse<Schema extends z.ZodType>(schema: Schema, body: unknown, from: string, place: string): z.infer<Schema> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const fault = parsed.error.issues[0];
  throw new ApiProblem({
    type: '/problems/not-understood', title: 'not-understood', status: 502,
    detail: `${from} did not answer as dayshift does${fault ? ` (${[...fault.path, fault.message].join(': ')})` : ''}.`,
    advice: `Check that ${place} is dayshift's address, and that both are of the same version.`,
  });
}

async function readProblem(response: Response, base: string, place: string): Promise<Problem> {
  const parsed = Problem.safeParse(await response.json().catch(() => undefined));
  if (parsed.success) return parsed.data;
  return {
    type: 'about:blank', title: response.statusText, status: response.status,
    detail: `${base} answered ${response.status} ${response.statusText}.`,
    advice: `Check that ${place} is dayshift's address.`,
  };
}

function unreachable(base: string, cause: unknown, place: string): Problem {
  const inner = cause instanceof Error ? (cause.cause instanceof Error ? cause.cause : cause) : undefined;
  const code = inner && 'code' in inner && typeof inner.code === 'string' ? inner.code : undefined;
  return {
    type: '/problems/unreachable', title: 'unreachable', status: 503,
    detail: `dayshift cannot be reached at ${base}: ${inner?.message || code || 'no answer'}.`,
    advice: `Start it with \`npm start\`, or give its address with ${place}.`,
  };
}
