import type { ReactNode } from 'react';

/** Where a step stands on the road: behind, at hand, the one after, or further on. */
export type StepPlace = 'done' | 'now' | 'next' | 'later';

const placeWords: Record<StepPlace, string> = { done: 'Done', now: 'Now', next: 'Next', later: 'Later' };

export interface TimelineStep {
  key: string;
  /** A step of a rule, which is nobody's progress, has none. */
  place?: StepPlace;
  title: ReactNode;
  /** The date of the step. */
  when?: ReactNode;
  /** State tag, why, links. */
  children?: ReactNode;
}

/** A road as a vertical line of steps; each that has a place says it in words. */
export function Timeline({ label, steps }: { label: string; steps: TimelineStep[] }) {
  return (
    <ol className="bw-timeline" aria-label={label}>
      {steps.map((step) => (
        <li
          key={step.key}
          className={`bw-timeline__step bw-timeline__step--${step.place ?? 'rule'}`}
          aria-current={step.place === 'now' ? 'step' : undefined}
        >
          {step.place ? <span className="bw-timeline__place">{placeWords[step.place]}</span> : null}
          <div className="bw-timeline__body">
            <h3 className="bw-timeline__title">{step.title}</h3>
            {step.when ? <p className="bw-timeline__when">{step.when}</p> : null}
            {step.children}
          </div>
        </li>
      ))}
    </ol>
  );
}
