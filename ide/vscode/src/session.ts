// What does every part of the extension know? Whether we are connected, what lies on the desk, and how to ask for more.
import type { Disposable, Event } from 'vscode';
import type { ApiClient } from '../../../client/api-client';
import type { Notice } from '../../../client/desk';
import type { Me } from '../../../src/contracts/access';
import type { DeskIncident } from '../../../src/contracts/desk';
import type { Progress } from '../../../src/contracts/http';
import type { IncidentView } from '../../../src/contracts/incident';

/** `away`: signed in, but dayshift does not answer; it is asked again until it does. */
export type Connection =
  | { kind: 'signed-out'; why?: string }
  | { kind: 'connecting'; address: string }
  | { kind: 'connected'; address: string; me: Me }
  | { kind: 'away'; address: string; why: string; me?: Me };

/** What is known of an incident that somebody follows. */
export interface Followed { view: IncidentView; progress?: Progress }

export interface Session {
  readonly connection: Connection;
  /** What lies on the desk, as last heard; undefined until it is known. */
  readonly desk: readonly DeskIncident[] | undefined;
  /** The connection or the desk changed. */
  readonly onDidChange: Event<void>;
  /** What happened on the desk, in every window; who tells the person tells it once. */
  readonly onNotices: Event<readonly Notice[]>;
  /** Throws an Error in words for people when nobody is signed in. */
  api(): ApiClient;
  /**
   * Hears an incident's view soon, never before this has answered, and after each change until disposed; who follows the same incident
   * shares one stream, which comes back by itself. Costs nothing while nobody follows.
   */
  follow(incident: string, hear: (followed: Followed) => void): Disposable;
}
