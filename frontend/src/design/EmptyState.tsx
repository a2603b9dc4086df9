import { Children, type ReactNode } from 'react';

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
      {isText(children) ? <p>{children}</p> : children}
    </div>
  );
}

/** Words alone are set as a paragraph, like those that come as one. */
function isText(children: ReactNode): boolean {
  const parts = Children.toArray(children);
  return parts.length > 0 && parts.every((part) => typeof part === 'string' || typeof part === 'number');
}
