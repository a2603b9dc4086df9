import { useQuery } from '@tanstack/react-query';
import { ButtonLink, type Column, DateText, EmptyState, Facts, Loaded, LocalTable, Page, useTableView } from '@/design';
import { reviewRulesQuery } from './queries';
import { ReviewPages } from './ReviewPages';
import { TargetSentence } from './ReviewsPage';
import type { Schemas } from './types';
import { ruleName, ruleValue } from './words';

type Rule = Schemas['ReviewRule'];

const columns: Column<Rule>[] = [
  { key: 'what', header: 'What', rowHeader: true, value: ruleName, cell: ruleName },
  { key: 'value', header: 'Value', cell: ruleValue },
  {
    key: 'effectiveOn',
    header: 'From',
    value: ({ effectiveOn }) => effectiveOn,
    cell: ({ effectiveOn, inForce }) => (
      <>
        <DateText date={effectiveOn} plain />
        {inForce ? <span className="bw-note">in force</span> : null}
      </>
    ),
  },
  { key: 'reason', header: 'Reason', value: ({ reason }) => reason, cell: ({ reason }) => reason },
  {
    key: 'setBy',
    header: 'Set by',
    value: ({ setBy }) => setBy.name,
    cell: ({ setBy, setAt }) => (
      <>
        {setBy.name}
        <span className="bw-note">
          <DateText date={setAt} plain />
        </span>
      </>
    ),
  },
];

/** By when claims are to be decided, and how many approvals go to a second assessor. */
export function ReviewRulesPage() {
  const query = useQuery(reviewRulesQuery);
  const view = useTableView('', '-effectiveOn');
  return (
    <Page title="Rules of reviews" action={<ButtonLink href="/reviews/rules/new">Set a rule</ButtonLink>}>
      <ReviewPages />
      <Loaded query={query} what="the rules">
        {({ target, items }) => (
          <>
            <p>
              <TargetSentence target={target} />
            </p>
            <p>
              Of each approval it is drawn whether a second assessor looks at it too: by a secret key of your organisation and
              the approval itself, so that nobody can foresee or steer it. A rate of the assessor’s or the level’s own goes before
              the general one; where both have one, the higher counts. Who looks is an assessor or manager who may review the
              person’s claims, never the first assessor. Without anybody like that an approval waits until one is assigned.
            </p>
            <Facts
              facts={items
                .filter(({ inForce, kind, value }) => inForce && kind !== 'target' && value !== undefined)
                .map((rule) => ({ term: ruleName(rule), value: ruleValue(rule) }))}
            />
            <h2 className="nhsuk-heading-m">All rules that were set</h2>
            <LocalTable
              caption="Rules"
              hideCaption
              columns={columns}
              rows={items}
              rowKey={({ id }) => id}
              view={view}
              searchLabel="Search rules"
              empty={
                <EmptyState title="No rule has been set.">
                  <p>Until then claims are to be decided within 10 working days, and no approval is drawn.</p>
                </EmptyState>
              }
            />
          </>
        )}
      </Loaded>
    </Page>
  );
}
