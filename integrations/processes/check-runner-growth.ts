// How fast does memory grow? The slope of the straight line that fits the second half of the samples best.
export interface Sample { seconds: number; bytes: number } // since the start

const FEWEST_SAMPLES = 20;
const SECONDS_PER_HOUR = 3600;

/** Bytes an hour by least squares; undefined when there are too few samples. The first half is left out: a program that starts grows. */
export function growthPerHour(samples: readonly Sample[]): number | undefined {
  if (samples.length < FEWEST_SAMPLES) return undefined;
  const half = samples.slice(Math.floor(samples.length / 2));
  const meanSeconds = half.reduce((sum, { seconds }) => sum + seconds, 0) / half.length;
  const meanBytes = half.reduce((sum, { bytes }) => sum + bytes, 0) / half.length;
  let together = 0;
  let spread = 0;
  for (const { seconds, bytes } of half) {
    together += (seconds - meanSeconds) * (bytes - meanBytes);
    spread += (seconds - meanSeconds) ** 2;
  }
  return spread > 0 ? (together / spread) * SECONDS_PER_HOUR : undefined;
}
