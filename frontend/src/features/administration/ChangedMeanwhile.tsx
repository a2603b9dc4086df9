import { InsetText } from 'nhsuk-react-components';
import { type Fact, Facts } from '@/design';

/** What something says now, after somebody else changed it while this person was typing. */
export function ChangedMeanwhile({ facts }: { facts: Fact[] }) {
  return (
    <InsetText>
      <h2 className="nhsuk-heading-s">What it says now</h2>
      <Facts facts={facts} />
    </InsetText>
  );
}
