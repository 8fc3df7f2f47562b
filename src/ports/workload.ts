// How loaded is everybody already?
export interface Workload {
  /** Open incidents by the id of their assignee. Throws `unreachable`. */
  openIncidents(): Promise<Record<string, number>>;
}
