// What is a place in a matrix? Whether it lies at another, and how it is written.

export type Point = Readonly<Record<string, string>>; // axis -> value

/** Whether a point has the values of another on each of its axes. */
export function isAt(point: Point, at: Point): boolean {
  return Object.entries(at).every(([axis, value]) => point[axis] === value);
}

/** `device=ipad`, one for each axis: as a command takes them. */
export function writeAxes(point: Point): string[] {
  return Object.entries(point).map(([axis, value]) => `${axis}=${value}`);
}
