// How wide is a box right now? So that a chart is drawn in its own pixels and its text is never stretched.
import { useLayoutEffect, useRef, useState } from 'preact/hooks';

export function useWidth(first: number) {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(first);
  useLayoutEffect(() => {
    if (!box.current) return undefined;
    const observer = new ResizeObserver((entries) => {
      const measured = entries[0]?.contentRect.width ?? 0;
      if (measured > 0) setWidth(Math.round(measured));
    });
    observer.observe(box.current);
    return () => { observer.disconnect(); };
  }, []);
  return { box, width };
}
