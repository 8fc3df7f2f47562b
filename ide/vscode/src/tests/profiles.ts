// In which ways can a row of the Test Explorer be run? Each way is a part of its own, given the rows and what running them here means.
import type { Disposable } from 'vscode';
import type { Given } from '../feature';
import { runHereProfile } from '../run-here/run-profile';
import type { TestExplorer } from './test-explorer';

export type RunProfile = (given: Given, explorer: TestExplorer) => Disposable;

export const PROFILES: readonly RunProfile[] = [runHereProfile];
