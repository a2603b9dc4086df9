import { SummaryList } from 'nhsuk-react-components';
import type { ReactNode } from 'react';
import { RouterLink } from './links';

export interface Fact {
  term: string;
  value: ReactNode;
  /** A link at the end of the row; `about` completes it for those who hear the page. */
  action?: { label: string; about: string; href: string };
}

/** Facts about one thing as a summary list. A fact without a value is left out. */
export function Facts({ facts }: { facts: Fact[] }) {
  const known = facts.filter(({ value }) => value !== undefined && value !== null && value !== '');
  return (
    <SummaryList>
      {known.map(({ term, value, action }) => (
        <SummaryList.Row key={term}>
          <SummaryList.Key>{term}</SummaryList.Key>
          <SummaryList.Value>{value}</SummaryList.Value>
          {action ? (
            <SummaryList.Action asElement={RouterLink} href={action.href} visuallyHiddenText={action.about}>
              {action.label}
            </SummaryList.Action>
          ) : null}
        </SummaryList.Row>
      ))}
    </SummaryList>
  );
}
