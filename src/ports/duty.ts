// Who is on duty? By a roster of the installation file or a calendar; unknown is said with the reason.
export type OnDuty = { person: string; until: string; why: string } | { person: null; why: string; until?: string }; // until: the next time at which it may change; absent: unknown

export interface Duty {
  /** Who is on duty by that roster at that time. A name that no roster has, a calendar that cannot be read, a gap: `null` with the reason. It never throws. */
  onDuty(roster: string, at: Date): Promise<OnDuty>;
}
