// Which pages are not part of the first load, and where do they come from? Each is a file of its own; all are fetched once the first page is at rest.
export const loadDevice = () => import('./device-page').then(({ DevicePage }) => DevicePage);
export const loadFindings = () => import('./findings-page').then(({ FindingsPage }) => FindingsPage);
export const loadHistory = () => import('./history-page').then(({ HistoryPage }) => HistoryPage);
export const loadIncident = () => import('./incident-page').then(({ IncidentPage }) => IncidentPage);
export const loadNumbers = () => import('./numbers-page').then(({ NumbersPage }) => NumbersPage);
export const loadServices = () => import('./services-page').then(({ ServicesPage }) => ServicesPage);
export const loadSetUp = () => import('./set-up-page').then(({ SetUpPage }) => SetUpPage);
export const loadTests = () => import('./tests-page').then(({ TestsPage }) => TestsPage);
export const loadUnrouted = () => import('./unrouted-page').then(({ UnroutedPage }) => UnroutedPage);
export const loadWall = () => import('./wall-page').then(({ WallPage }) => WallPage);

const ALL: readonly (() => Promise<unknown>)[] = [loadIncident, loadHistory, loadServices, loadNumbers, loadFindings, loadTests, loadUnrouted, loadSetUp, loadDevice, loadWall];

/** So that a page is there at once, also when the connection has gone meanwhile. One that cannot be had now is asked for again when somebody goes there. */
export async function fetchAhead(): Promise<void> {
  await Promise.allSettled(ALL.map((load) => load()));
}
