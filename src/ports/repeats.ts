// Was this asked before under the same key? What was answered then is answered again, for a day.
export interface KeptAnswer { status: number; contentType: string; body: string }

export interface Repeats {
  /**
   * Begins under a key, or tells what is known of it: `running` while the first one is not answered yet, `differs` when it asked for something
   * else, `answered` with its answer. One that began and was never answered may be begun again after a minute. Throws `unreachable`.
   */
  begin(key: string, fingerprint: string): Promise<{ state: 'begun' | 'running' | 'differs' } | { state: 'answered'; answer: KeptAnswer }>;
  /** Keeps the answer of what was begun; without one it is as if it had never been asked. Throws `unreachable`. */
  end(key: string, answer: KeptAnswer | undefined): Promise<void>;
}
