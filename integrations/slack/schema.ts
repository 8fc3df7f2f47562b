// What does Slack answer, and what does it post when somebody clicks? Only the fields that are used.
import { z } from 'zod';

/** Of every method of the web API. */
export const ApiAnswer = z.object({ ok: z.boolean(), error: z.string().optional(), channel: z.string().optional(), ts: z.string().optional() });
export type ApiAnswer = z.infer<typeof ApiAnswer>;

/** Where each person's message of a step is: channel and ts. It travels with the incident. */
export const Receipt = z.record(z.string(), z.tuple([z.string(), z.string()]));
export type Receipt = z.infer<typeof Receipt>;

const Block = z.looseObject({ type: z.string(), block_id: z.string().optional(), elements: z.array(z.looseObject({ type: z.string(), url: z.string().optional() })).optional() });
export type Block = z.infer<typeof Block>;

const Action = z.object({ action_id: z.string(), action_ts: z.string().max(100), value: z.string().optional() });

export const Interaction = z.object({
  type: z.literal('block_actions'),
  user: z.object({ id: z.string() }),
  actions: z.array(Action).min(1),
  response_url: z.string(),
  message: z.object({ text: z.string().default(''), blocks: z.array(Block).default([]) }),
});
export type Interaction = z.infer<typeof Interaction>;

const incident = z.string().min(1);
const bytes = z.object({ incident, digest: z.string().regex(/^sha256:[0-9a-f]{64}$/) });
/** A button's value, by the button's id. */
export const VALUE = {
  assign: z.object({ incident, to: z.string().min(1) }),
  acknowledge: z.object({ incident }),
  'sign-off': bytes,
  keep: bytes,
  'roll-back': bytes,
} as const;
