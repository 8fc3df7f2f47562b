// Who wants to hear of it? Listeners in the shape of the editor's events, without the editor.
import type { Disposable, Event } from 'vscode';

export interface Emitter<T> {
  event: Event<T>;
  fire(value: T): void;
  dispose(): void;
}

/** One listener that throws keeps no other from hearing; `onFault` is told of it. */
export function createEmitter<T>(onFault: (error: unknown) => void): Emitter<T> {
  const listeners = new Set<(value: T) => void>();
  return {
    event(listener, self, disposables) {
      const own = (value: T): void => { listener.call(self, value); };
      listeners.add(own);
      const ending: Disposable = { dispose: () => { listeners.delete(own); } };
      disposables?.push(ending);
      return ending;
    },
    fire(value) {
      for (const listener of [...listeners]) {
        try {
          listener(value);
        } catch (error) {
          onFault(error);
        }
      }
    },
    dispose() { listeners.clear(); },
  };
}
