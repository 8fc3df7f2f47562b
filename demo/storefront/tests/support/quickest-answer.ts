// How long does a refusal take at least? The quickest of several tries leaves out what else the machine was doing.
import type { APIRequestContext } from '@playwright/test';

const TRIES = 4;

export async function quickestAnswerMs(request: APIRequestContext, email: string): Promise<number> {
  const times: number[] = [];
  for (let index = 0; index < TRIES; index += 1) {
    const startedAt = performance.now();
    await request.post('/login', { form: { email, password: 'not-the-password' } });
    times.push(performance.now() - startedAt);
  }
  return Math.round(Math.min(...times));
}
