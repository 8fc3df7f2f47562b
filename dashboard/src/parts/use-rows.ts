// Which rows of a long text are in sight? Only those are drawn; a row is as high and wide as the letters of its box are.
import type { RefObject } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';

const MORE = 12; // rows beyond the edges, so that a quick turn of the wheel finds something

export interface Measured { columns: number; height: number; seen: number } // height: of a row, in pixels; seen: how many rows the box shows

/** `probe` holds ten letters in the type of the rows. */
export function useMeasured(box: RefObject<HTMLElement | null>, probe: RefObject<HTMLElement | null>): Measured {
  const [measured, setMeasured] = useState<Measured>({ columns: 100, height: 18, seen: 18 });
  useLayoutEffect(() => {
    const [outer, letters] = [box.current, probe.current];
    if (!outer || !letters) return undefined;
    const measure = () => {
      const { width, height } = letters.getBoundingClientRect();
      if (!width || !height) return;
      const padding = Number.parseFloat(getComputedStyle(outer).getPropertyValue('--beside')) || 0;
      const next = { columns: Math.max(20, Math.floor((outer.clientWidth - padding) / (width / 10))), height, seen: Math.ceil(outer.clientHeight / height) };
      setMeasured((before) => (before.columns === next.columns && before.height === next.height && before.seen === next.seen ? before : next));
    };
    const observer = new ResizeObserver(measure);
    observer.observe(outer);
    observer.observe(letters);
    measure();
    return () => { observer.disconnect(); };
  }, []);
  return measured;
}

/** The rows to be drawn, first and one after the last. */
export function rowsInSight(top: number, { height, seen }: Measured, total: number): [number, number] {
  const first = Math.max(0, Math.min(Math.floor(top / height), total - seen) - MORE);
  return [first, Math.min(total, first + seen + 2 * MORE)];
}
