// What was seen of a repository and of the monitoring? Everything that a proposal rests on, so that it can be made without either.

export interface Author { name: string; email: string }

export interface RepositoryFacts {
  folder: string; // absolute
  name: string; // of the service: letters, digits and dashes
  remote?: string; // without a password; absent: only this clone has it
  branch: string; // the one that is protected
  authors: Author[]; // of the last half year, most commits first
  handles: string[]; // in CODEOWNERS, with the `@`
  files: ReadonlySet<string>; // tracked, or new and not ignored; relative
  scripts: Readonly<Record<string, string>>; // of package.json
  packages: ReadonlySet<string>; // dependencies of every kind, by name
  pythonTools: ReadonlySet<string>; // words of pyproject.toml and requirements that name a tool we know
  hasPipeline: boolean;
  hasInstallation: boolean;
}

/** A Prometheus that answered. */
export interface MonitoringFacts {
  url: string;
  jobs: string[]; // that have a target that is up
  counters: string[]; // of the service's job that count requests by their status; the first is `requestMetric`
  perRelease: boolean; // that one tells the release apart by the label `digest`
  requestMetric?: string; // a counter of HTTP requests with a label of their status
  statusLabel?: string; // that label's name
  alerts: { name: string; job?: string }[]; // rules that alert
  sendsAlerts: boolean; // an Alertmanager is known to it
}
