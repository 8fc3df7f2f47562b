// How is a tool's report read? Fail closed: what cannot be read is `report-unreadable`, never an empty success.
import type { Report } from '../contracts/report';

export interface ReportReader {
  /** Reads one report's text. Throws DayshiftError `report-unreadable` that says what was expected and found. */
  read(text: string): Report;
}
