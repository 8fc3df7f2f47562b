// What does a repository's history say of a line, and of the files that a verdict depends on?
export interface Author { name: string; email: string; commit: string; at: string } // at: ISO

export interface SourceHistory {
  /** Who wrote a line last, as of a commit; without a line, who changed the file last. Undefined when there is no such file or line. */
  whoWrote(repository: string, commit: string, file: string, line?: number): Promise<Author | undefined>;
  /** A digest of the files at those paths (files or folders) in a commit: the same files give the same digest, in whatever commit. */
  treeOf(repository: string, commit: string, paths: readonly string[]): Promise<string>;
}
