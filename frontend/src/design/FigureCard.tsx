import { Card } from 'nhsuk-react-components';
import type { ReactNode } from 'react';
import { Link } from 'react-router';

interface FigureCardProps {
  label: string;
  /** The number as shown. */
  figure: ReactNode;
  /** The page of those whom the number counts. */
  href?: string;
  /** What the number means, and how it is counted. */
  children?: ReactNode;
}

/** A number that opens what it counts. */
export function FigureCard({ label, figure, href, children }: FigureCardProps) {
  return (
    <Card className="bw-figure">
      <p className="bw-figure__label">{label}</p>
      <p className="bw-figure__number">
        {href ? (
          <Link to={href}>
            {figure}
            <span className="nhsuk-u-visually-hidden">: {label}</span>
          </Link>
        ) : (
          figure
        )}
      </p>
      {children ? <div className="bw-figure__note">{children}</div> : null}
    </Card>
  );
}

/** Cards side by side, as many as the width allows. */
export function FigureCards({ children }: { children: ReactNode }) {
  return <div className="bw-figures">{children}</div>;
}
