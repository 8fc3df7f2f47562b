// The errors' front door.
export { CATALOGUE, type CatalogueEntry, type ErrorCode } from './catalogue';
export { DayshiftError, type Details } from './dayshift-error';
export { mask } from './mask';
export { secretValues } from './secret-values';
