import { InsetText } from 'nhsuk-react-components';
import { useSearchParams } from 'react-router';
import { FilterSelect, SubNavigation, useFilter } from '@/design';
import { kindChoices, monthChoices, viewPath } from './expiries';
import { TeamFilter } from './TeamFilter';

/** The list and the calendar beside each other. */
export function ExpiryViews() {
  const [chosen] = useSearchParams();
  return (
    <SubNavigation
      label="Ways to see the expiries"
      pages={[
        { label: 'List', href: viewPath('/organisation/expiries', chosen) },
        { label: 'Calendar by month', href: viewPath('/organisation/expiries/calendar', chosen) },
      ]}
    />
  );
}

/** What both are narrowed by. */
export function ExpiryFilters() {
  const [kind, setKind] = useFilter('kind');
  const [months, setMonths] = useFilter('months');
  return (
    <>
      <FilterSelect label="Kind" value={kind} onChange={setKind} choices={kindChoices} />
      <FilterSelect label="Look ahead" value={months === '12' ? '' : months} onChange={setMonths} choices={monthChoices} />
      <TeamFilter />
    </>
  );
}

/** Says that somebody outside the line is not told of every end. */
export function Narrowed({ narrowed }: { narrowed: boolean }) {
  if (!narrowed) return null;
  return (
    <InsetText>
      <p>Fixed terms and planned leavings are shown to the line and to the workforce lead only. Your list leaves them out.</p>
    </InsetText>
  );
}
