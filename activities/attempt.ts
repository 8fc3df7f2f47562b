// Which attempt of which incident is this work for?
export interface AttemptRef {
  incident: string;
  attempt: number;
  service: string;
  repository: string;
  commit: string;
}
