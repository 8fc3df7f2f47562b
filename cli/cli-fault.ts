// What can the person at the command line put right? Said on standard error, with what to do.

/** Exit 2 is for the way the command was written. */
export class CliFault extends Error {
  constructor(message: string, readonly advice: string, readonly exitCode: 1 | 2 = 1) {
    super(message);
    this.name = 'CliFault';
  }
}
