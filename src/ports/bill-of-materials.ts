// What is a build made of? A CycloneDX bill of materials, the build's own or one made of what the lock file names.
export interface LockFile { name: string; text: string } // as the commit has it
export interface BillSubject { name: string; digest: string } // the artifact that the bill is about

export interface BillOfMaterials {
  /** The bill's JSON, the same for the same lock file and artifact on every machine; or in words why there is none. Asks nobody. */
  make(lockFile: LockFile, subject: BillSubject): { text: string; components: number } | { without: string };
  /** How many components a bill names that the build wrote itself. Throws `bill-of-materials-unreadable`. */
  check(text: string, file: string): number;
}
