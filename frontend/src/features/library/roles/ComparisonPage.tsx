import { useQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router';
import { Button } from 'nhsuk-react-components';
import { EmptyState, Facts, FilterSelect, Loaded, Page, StateTag, useFilter } from '@/design';
import { rolesQuery } from '../queries';
import type { RoleComparison } from '../types';
import { bandName, libraryCrumb } from '../words';
import { ComparedAsks, ComparedCriteria, ComparedFactors, ComparedSkills } from './ComparisonParts';
import { comparisonQuery } from './queries';
import { rolePath, rolesCrumb } from './words';

/** What changes from one role to another: skills, person specification, factors, milestones and accreditations. */
export function ComparisonPage() {
  const [params, setParams] = useSearchParams();
  const from = params.get('from') ?? '';
  const to = params.get('to') ?? '';
  const choose = (part: { from?: string; to?: string }) =>
    setParams(
      (current) => {
        const next = new URLSearchParams(current);
        for (const [key, value] of Object.entries(part)) next.set(key, value);
        return next;
      },
      { replace: true },
    );
  return (
    <Page title="Compare two roles" breadcrumbs={[libraryCrumb, rolesCrumb]}>
      <Chooser from={from} to={to} choose={choose} />
      {from === '' || to === '' ? (
        <EmptyState title="Choose two roles to compare.">
          <p>You see what the second asks for that the first does not, and what it does not ask for any more.</p>
        </EmptyState>
      ) : from === to ? (
        <EmptyState title="Both are the same role. Choose another one.">
          <p>To compare versions of one role, open its versions.</p>
        </EmptyState>
      ) : (
        <Compared from={from} to={to} swap={() => choose({ from: to, to: from })} />
      )}
    </Page>
  );
}

interface ChooserProps {
  from: string;
  to: string;
  choose: (part: { from?: string; to?: string }) => void;
}

function Chooser({ from, to, choose }: ChooserProps) {
  const { data } = useQuery(rolesQuery);
  const choices = [
    { value: '', label: 'Choose a role' },
    ...(data?.items ?? []).map(({ id, title, band }) => ({ value: id, label: `${title} (${bandName(band).toLowerCase()})` })),
  ];
  return (
    <div className="bw-choose-profile">
      <FilterSelect label="From" value={from} onChange={(id) => choose({ from: id })} choices={choices} />
      <FilterSelect label="To" value={to} onChange={(id) => choose({ to: id })} choices={choices} />
    </div>
  );
}

function Compared({ from, to, swap }: { from: string; to: string; swap: () => void }) {
  const query = useQuery(comparisonQuery(from, to));
  const [shown, setShown] = useFilter('show', 'differences');
  const all = shown === 'all';
  return (
    <Loaded query={query} what="the comparison">
      {(compared) => (
        <>
          <Button type="button" secondary onClick={swap}>
            Swap the two
          </Button>
          <Sides compared={compared} />
          <FilterSelect
            label="Show"
            value={shown}
            onChange={setShown}
            choices={[
              { value: 'differences', label: 'Only what differs' },
              { value: 'all', label: 'Everything' },
            ]}
          />
          <ComparedSkills compared={compared} all={all} />
          <ComparedAsks compared={compared} all={all} />
          <ComparedCriteria compared={compared} all={all} />
          <ComparedFactors compared={compared} all={all} />
        </>
      )}
    </Loaded>
  );
}

function Sides({ compared: { from, to } }: { compared: RoleComparison }) {
  const side = (role: RoleComparison['from']) => (
    <>
      <Link to={rolePath(role.id)}>{role.title}</Link>, {bandName(role.band).toLowerCase()}{' '}
      <StateTag kind="bandStatus" state={role.bandStatus} />
      {role.profile ? (
        <span className="bw-small bw-block">
          Nearest national profile: <Link to={`/library/profiles/${role.profile.id}`}>{role.profile.name}</Link>
        </span>
      ) : null}
    </>
  );
  return (
    <Facts
      facts={[
        { term: 'From', value: side(from) },
        { term: 'To', value: side(to) },
      ]}
    />
  );
}
