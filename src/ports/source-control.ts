// What does dayshift need from a repository? To read a file, to know a change, to have a fresh checkout.
import type { Change } from '../contracts/result';

export interface CheckoutOptions { lfs?: boolean; submodules?: boolean } // default: neither

export interface SourceControl {
  /** A file's text at a branch, tag or commit, and the commit it was read at. Undefined when there is no such file. */
  readFile(repository: string, ref: string, path: string): Promise<{ commit: string; text: string } | undefined>;
  /** What `head` changes against `base` (merge base), with CODEOWNERS of `base` for each file. Without `base`: against the release before it. Throws `commit-unknown`. */
  change(repository: string, base: string | undefined, head: string): Promise<Change>;
  /** A fresh checkout of the commit in an empty or absent folder; safe to repeat. Throws `commit-unknown`. */
  checkout(repository: string, commit: string, folder: string, options?: CheckoutOptions): Promise<void>;
}
