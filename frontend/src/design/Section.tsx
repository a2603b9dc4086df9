import { Card } from 'nhsuk-react-components';
import type { ReactNode } from 'react';

/** A part of a page in its own card with a heading. */
export function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Card className="bw-section">
      <Card.Heading headingLevel="h2" className="nhsuk-heading-m">
        {title}
      </Card.Heading>
      {children}
    </Card>
  );
}
