import type { ReactNode } from 'react';

interface EmptyStateProps {
  /** What this place is for: "Nothing waits for your review." */
  title: string;
  /** What to do first. */
  children?: ReactNode;
}

/** Stands where a list has nothing yet, and says what to do first. */
export function EmptyState({ title, children }: EmptyStateProps) {
  return (
    <div className="bw-empty">
      <p className="bw-empty__title">{title}</p>
      {children}
    </div>
  );
}
