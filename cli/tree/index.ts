// The live tree of a day, for the command line and for whoever else has a terminal to show it in.
export { followDay } from './follow-day';
export type { FollowOptions } from './follow-day';
export { renderDay } from './render-day';
export type { DayOptions } from './render-day';
export type { Output } from './screen';
export { renderSummary } from './summary';
