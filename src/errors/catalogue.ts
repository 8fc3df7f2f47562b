// Every error that dayshift knows: what was found, what to do, whether trying again helps, whose turn it is, which HTTP status.
export interface CatalogueEntry {
  message: string; // `{name}` is filled from the error's details
  advice: string;
  mayRetry: boolean;
  turn: 'caller' | 'developer' | 'operations-engineer' | 'dayshift';
  status: number;
}

export const CATALOGUE = {
  'alert-malformed': { message: 'The alert is not what {source} sends: {faults}.', advice: 'Send the source\'s own webhook payload, unchanged.', mayRetry: false, turn: 'caller', status: 422 },
  'alert-unverified': { message: 'The delivery is not authentic: {reason}.', advice: 'Give the source and dayshift the same `secret` or `token`; docs/guides/alert-sources.md says where.', mayRetry: false, turn: 'caller', status: 401 },
  'alert-source-unknown': { message: 'There is no alert source "{source}"; known: {known}.', advice: 'Post to /api/v1/alerts/<source>, and list the source in dayshift.yaml under integrations.alertSources.', mayRetry: false, turn: 'caller', status: 404 },
  'adapter-unknown': { message: 'There is no {kind} called "{name}"; known: {known}.', advice: 'Correct the name in dayshift.yaml under integrations.', mayRetry: false, turn: 'operations-engineer', status: 500 },
  'body-too-large': { message: 'The body is larger than {limit}.', advice: 'Send fewer alerts at a time.', mayRetry: false, turn: 'caller', status: 413 },
  'body-malformed': { message: 'The body does not fit: {faults}.', advice: 'Correct the fields named; /schemas/ has the shape.', mayRetry: false, turn: 'caller', status: 422 },
  'request-malformed': { message: 'The request does not fit: {faults}.', advice: 'Correct what is named; /api/v1/docs says what each address takes.', mayRetry: false, turn: 'caller', status: 422 },
  'repeat-differs': { message: 'The Idempotency-Key was used before, for something else.', advice: 'Give every new request a key of its own, and the same key only to a repeat.', mayRetry: false, turn: 'caller', status: 422 },
  'repeat-running': { message: 'The first request under that Idempotency-Key is not answered yet.', advice: 'Wait as long as Retry-After says, then repeat it under the same key.', mayRetry: true, turn: 'caller', status: 409 },
  'incident-unknown': { message: 'There is no incident "{id}".', advice: 'List the incidents with GET /api/v1/incidents.', mayRetry: false, turn: 'caller', status: 404 },
  'cursor-unknown': { message: 'That cursor belongs to no list, or to one with other filters.', advice: 'Use `next` of the page before as it is, with the same filters, or begin again without a cursor.', mayRetry: false, turn: 'caller', status: 422 },
  'unrouted-unknown': { message: 'No alert is set aside under "{key}".', advice: 'List what is set aside with GET /api/v1/unrouted; the key is the source, a slash and the fingerprint, URL-encoded.', mayRetry: false, turn: 'caller', status: 404 },
  'not-signed-in': { message: 'This needs somebody who is signed in, or a token.', advice: 'Sign in on the dashboard, or send `Authorization: Bearer <token>` with a token that is good; docs/guides/who-may.md says who makes them.', mayRetry: false, turn: 'caller', status: 401 },
  'session-ended': { message: 'Your session is over.', advice: 'Sign in again.', mayRetry: false, turn: 'caller', status: 401 },
  'sign-in-refused': { message: 'That secret opens nothing here: it is unknown, was used, has ended or is too old.', advice: 'Ask an administrator for a new token or link; a one-time link opens one session only.', mayRetry: false, turn: 'caller', status: 401 },
  'credential-unknown': { message: 'There is no {kind} "{id}".', advice: 'List them with `dayshift {kind} list`.', mayRetry: false, turn: 'caller', status: 404 },
  'too-many-requests': { message: 'There were more than {limit} {what} in a minute.', advice: 'Wait as long as Retry-After says, then go on more slowly; the live streams tell what changes without asking.', mayRetry: true, turn: 'caller', status: 429 },
  'too-many-streams': { message: 'There are {limit} streams open already.', advice: 'Close one, e.g. a tab that nobody reads.', mayRetry: true, turn: 'caller', status: 429 },
  'nobody-may-sign-in': { message: 'Others than this machine could reach the API at {host}, and nobody could sign in.', advice: 'Set `authentication.oidc` or name a token in dayshift.yaml; or start it for this machine alone first (HOST and DAYSHIFT_ADDRESS of 127.0.0.1), sign in with the link that it prints and make a token. docs/guides/who-may.md has each way.', mayRetry: false, turn: 'operations-engineer', status: 500 },
  'refused': { message: '{reason}', advice: '{advice}', mayRetry: false, turn: 'caller', status: 409 },
  'file-faults': { message: '{file} has {count} faults:\n{faults}', advice: 'Correct each line named; nothing was taken over.', mayRetry: false, turn: 'developer', status: 422 },
  'file-missing': { message: 'There is no {file} in {where}.', advice: 'Add it; docs/guides/pipeline-file.md has an example.', mayRetry: false, turn: 'developer', status: 422 },
  'file-unreadable': { message: '{file} cannot be read: {reason}.', advice: 'Name a file that is there and that you may read.', mayRetry: false, turn: 'caller', status: 422 },
  'not-a-clone': { message: '{folder} lies in no git repository.', advice: 'Run it in a clone of the service\'s repository.', mayRetry: false, turn: 'caller', status: 422 },
  'cells-unknown': { message: 'No cell of {file} is {wanted}.', advice: 'There are: {known}.', mayRetry: false, turn: 'caller', status: 422 },
  'build-failed': { message: '{what} was not built: {reason}.', advice: 'Read its log: {log}', mayRetry: false, turn: 'developer', status: 422 },
  'commit-unknown': { message: '{repository} has no commit {commit}.', advice: 'Push it first.', mayRetry: false, turn: 'developer', status: 422 },
  'source-control-broken': { message: 'git could not {what}: {reason}.', advice: 'Check that the repository can be reached from the worker.', mayRetry: true, turn: 'dayshift', status: 502 },
  'lfs-missing': { message: 'The service keeps large files with git-lfs, and this worker has none: {reason}.', advice: 'Install git-lfs on the worker (on Debian: apt-get install git-lfs), or turn `checkout.lfs` off in .dayshift/pipeline.yaml.', mayRetry: false, turn: 'operations-engineer', status: 500 },
  'submodule-refused': { message: 'The submodule {path} cannot be checked out: {reason}.', advice: 'Correct .gitmodules, or turn `checkout.submodules` off in .dayshift/pipeline.yaml.', mayRetry: false, turn: 'developer', status: 422 },
  'runner-broken': { message: 'No box could be made for {what}: {reason}.', advice: 'Check the runner\'s disk and permissions with `dayshift doctor`.', mayRetry: true, turn: 'dayshift', status: 500 },
  'box-too-weak': { message: 'No box here can keep {what}: {reason}.', advice: 'Install what is missing on this worker, give the check a `runner` label of a machine that can keep it, or take it out of .dayshift/pipeline.yaml.', mayRetry: false, turn: 'operations-engineer', status: 500 },
  'check-ended': { message: '`{run}` was ended: {how} after {seconds} s.', advice: 'Let it finish within its limits, or raise `timeout` or `limits` in .dayshift/pipeline.yaml.', mayRetry: false, turn: 'developer', status: 422 },
  'service-not-ready': { message: 'A service that {check} needs was not ready ({why}); it was given up after {seconds} s.', advice: 'Its last lines stand in the log; correct its command or `ready` in .dayshift/pipeline.yaml, or raise `within`.', mayRetry: false, turn: 'developer', status: 422 },
  'exit-disagrees': { message: '`{run}` ended with exit code {exitCode}, although its report shows no failure.', advice: 'Read the log: something beside the tests failed. Let the command end with 0 when all is well.', mayRetry: false, turn: 'developer', status: 422 },
  'report-missing': { message: 'The check left no report at {path}.', advice: 'Let the command write it, or correct `report` in .dayshift/pipeline.yaml.', mayRetry: false, turn: 'developer', status: 422 },
  'report-unreadable': { message: 'The {format} report cannot be read: {reason}.', advice: 'Let the tool write {format}; see docs/guides/pipeline-file.md.', mayRetry: false, turn: 'developer', status: 422 },
  'bill-of-materials-unreadable': { message: '{file} is no CycloneDX document: {reason}.', advice: 'Let the build write CycloneDX JSON there, or leave `build.sbom` out: then one is made of the lock file.', mayRetry: false, turn: 'developer', status: 422 },
  'evidence-unknown': { message: 'No evidence has the digest {digest}.', advice: 'It may have been removed by the retention rule; run the attempt again.', mayRetry: false, turn: 'dayshift', status: 404 },
  'digest-mismatch': { message: 'Stored as {expected}, the bytes are {actual}.', advice: 'The evidence store is damaged; restore it or build again.', mayRetry: false, turn: 'operations-engineer', status: 500 },
  'fence-passed': { message: 'The lane to {environment} was given to somebody else since: grant {fence} is older than {seen}.', advice: 'Ask for the lane again.', mayRetry: false, turn: 'dayshift', status: 409 },
  'deploy-failed': { message: 'The release {digest} did not come up: {reason}.', advice: 'The release before is still live; read the deployment\'s log.', mayRetry: false, turn: 'operations-engineer', status: 500 },
  'unreachable': { message: '{what} cannot be reached: {reason}.', advice: 'Check its address in dayshift.yaml and that it runs.', mayRetry: true, turn: 'operations-engineer', status: 503 },
  'telling-refused': { message: '{what} refuses the message: {reason}.', advice: 'Correct its row in dayshift.yaml under integrations, or the person\'s `reach`; docs/guides/telling.md says what each needs.', mayRetry: false, turn: 'operations-engineer', status: 502 },
  'chat-not-set-up': { message: 'Nothing answers to {chat}\'s buttons here.', advice: 'Give the notifier in dayshift.yaml the signing secret of your {chat} app as `secret`.', mayRetry: false, turn: 'operations-engineer', status: 404 },
  'port-in-use': { message: 'The port {port} is in use.', advice: 'Choose another with --port-base or PORT.', mayRetry: false, turn: 'operations-engineer', status: 500 },
  'service-unknown': { message: 'There is no service "{service}"; known: {known}.', advice: 'Add it to dayshift.yaml under services.', mayRetry: false, turn: 'operations-engineer', status: 404 },
  'environment-unknown': { message: 'The service "{service}" has no environment "{environment}"; known: {known}.', advice: 'Add it to the service in dayshift.yaml under environments, or correct the name in .dayshift/pipeline.yaml.', mayRetry: false, turn: 'operations-engineer', status: 404 },
  'reports-not-taken': { message: 'No customers\' reports are taken for "{service}"; they are for: {known}.', advice: 'Use one of those names; dayshift.yaml says under services which take reports (customerReports: true).', mayRetry: false, turn: 'caller', status: 404 },
  'too-many-reports': { message: 'There were more than {limit} reports {whose}.', advice: 'Wait as long as Retry-After says, then send it again.', mayRetry: true, turn: 'caller', status: 429 },
  'settings-wrong': { message: '{count} settings are wrong:\n{faults}', advice: 'Correct each variable named, then start again.', mayRetry: false, turn: 'operations-engineer', status: 500 },
  'external-runner-failed': { message: '{runner} could not run the check: {reason}.', advice: 'Look at the job there; docs/guides/other-ci.md says what each side does.', mayRetry: false, turn: 'operations-engineer', status: 502 },
  'job-unverified': { message: 'What was told of the job is not authentic: {reason}.', advice: 'Sign it with the `secret` of the runner in dayshift.yaml under integrations.externalRunners; docs/guides/other-ci.md says how.', mayRetry: false, turn: 'caller', status: 401 },
  'job-unknown': { message: 'No check waits for a job "{id}".', advice: 'Post to the `callback` address of the job, unchanged.', mayRetry: false, turn: 'caller', status: 404 },
  'part-missing': { message: '{part} is missing.', advice: '{advice}', mayRetry: false, turn: 'operations-engineer', status: 500 },
} as const satisfies Record<string, CatalogueEntry>;

export type ErrorCode = keyof typeof CATALOGUE;
