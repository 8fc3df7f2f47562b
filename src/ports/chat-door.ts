// What does a click in a chat say? Who clicked, on what, for which incident; and how that person is answered.
import type { IncomingHttpHeaders } from 'node:http';

/** A word as a button says it; the door adds who, and through what. */
export type ChatWord = { word: 'assign'; to: string } | { word: 'acknowledge' } | { word: 'sign-off' | 'keep' | 'roll-back'; digest: string };

export interface Click {
  key: string; // the same for a repeat of this click
  user: string; // as the chat knows them
  incident: string;
  said: ChatWord;
  /** Shows in the message what became of it, when it was taken instead of its buttons. Throws `unreachable`, `telling-refused`. */
  answer(text: string, isTaken: boolean): Promise<void>;
}

export interface ChatDoor {
  /** Throws `alert-unverified` when the delivery is not authentic or too old. */
  verify(raw: Buffer, headers: IncomingHttpHeaders): void;
  /** The click of a verified body; undefined for what asks for nothing, e.g. a link that was followed. Throws `body-malformed`. */
  decode(raw: Buffer): Click | undefined;
}
