import type * as PlotModule from './plot';
import { useEffect, useRef, useState } from 'react';

interface ChartProps {
  /** Says what the drawing shows; its numbers stand in a table beside it. */
  label: string;
  /** Draws with Plot for a width in pixels. Give a stable function: a new one draws again. */
  draw: (plot: typeof PlotModule, width: number) => Element;
}

/**
 * A drawing by Observable Plot, which is fetched only where a page has one. Lines differ by dashes and marks, never by colour
 * alone. Whoever uses it puts the same numbers into a table.
 */
export function Chart({ label, draw }: ChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);

  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  useEffect(() => {
    const element = place.current;
    if (!element || width === 0) return;
    let current = true;
    void import('./plot').then((plot) => {
      if (!current) return;
      const drawing = draw(plot, width);
      // Plot brings a style element, which the content policy forbids; _chart.scss has what it says.
      drawing.querySelectorAll('style').forEach((style) => style.remove());
      drawing.setAttribute('aria-hidden', 'true');
      element.replaceChildren(drawing);
    });
    return () => {
      current = false;
    };
  }, [draw, width]);

  return (
    <div className="bw-chart" role="img" aria-label={label}>
      <div ref={place} />
    </div>
  );
}
