// What is news to the person whose desk it is? The desk as it was and as it is, compared: nothing is lost by being away, nothing told twice.
import type { DeskIncident } from '../src/contracts/desk';

export type Notice =
  | { kind: 'assigned'; id: string; incident: DeskIncident } // it became theirs
  | { kind: 'turn'; id: string; incident: DeskIncident } // it waits for them, for another reason than an assignment or a failed gate
  | { kind: 'passed'; id: string; incident: DeskIncident } // every gate of an attempt
  | { kind: 'failed'; id: string; incident: DeskIncident } // an attempt came back
  | { kind: 'left'; id: string; incident: DeskIncident }; // it is on the desk no longer: closed, or somebody else's
