// How is a person's word heard? By update, refused at once with a reason; by signal, refused on the timeline.
import type { SignalDefinition, UpdateDefinition } from '@temporalio/common';
import { ApplicationFailure, setHandler } from '@temporalio/workflow';
import { Through } from '../src/domain/vocabulary';
import { findPerson, shown, type Refusal } from '../src/domain/words';
import type { Day } from './day';

export interface Word { by: string; through?: string }

/** Every handler is synchronous: a word is refused or it has happened, before its sender is answered. */
export function hear<W extends Word>(day: Day, update: UpdateDefinition<string, [W]>, signal: SignalDefinition<[W]>, refuses: (word: W) => Refusal | undefined, takes: (word: W) => string): void {
  setHandler(update, takes, {
    validator: (word: W) => {
      const refusal = refuses(word);
      if (refusal) throw ApplicationFailure.create({ type: 'refused', message: refusal.reason, details: [refusal], nonRetryable: true });
    },
  });
  setHandler(signal, (raw: W) => {
    const given: Partial<W> = typeof raw === 'object' ? raw : {}; // from anywhere: it may be no object at all
    const word = { ...given, through: Through.Signal } as W;
    const refusal = refuses(word);
    if (refusal) return day.record({ kind: 'wordRefused', by: word.by === undefined ? 'somebody' : shown(word.by), word: signal.name, reason: refusal.reason });
    takes(word);
  });
}

/** An agent speaks in its person's name, and the story tells it. Of every other door who said it is enough. */
export function byAgent({ through }: Word): { through?: Through } {
  return through === Through.Agent ? { through } : {};
}

/** A person is known by id, also when an e-mail of theirs was given. */
export function idOf(day: Day, who: string): string {
  return findPerson(day.view.team, who)?.id ?? who;
}
