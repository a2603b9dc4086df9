import { useQuery } from '@tanstack/react-query';
import { answer, api } from '@/api/client';
import { personQuery, progressQuery } from '@/api/people';
import type { components } from '@/api/schema';
import {
  ButtonLink,
  type Column,
  DateText,
  EmptyState,
  Facts,
  Loaded,
  LocalTable,
  Page,
  StateTag,
  TodayContext,
  useTableView,
  Why,
} from '@/design';
import { PersonPages } from '@/session/PersonPages';
import { crumbsOf, useSubject } from '@/session/subject';
import { furtherPathwaysQuery } from './further';

type Award = components['schemas']['Award'];

/** The accreditations that somebody holds: since when, by which facts, confirmed by whom; and whether the refresher is current. */
export function AwardsPage() {
  const subject = useSubject();
  const view = useTableView();
  const progress = useQuery(progressQuery(subject.id));
  const { data: person } = useQuery({ ...personQuery(subject.id), enabled: !subject.own });
  const awards = useQuery({
    queryKey: ['people', subject.id, 'awards'],
    queryFn: () => answer(api.GET('/people/{id}/awards', { params: { path: { id: subject.id } } })),
  });
  const further = useQuery(furtherPathwaysQuery(subject.id));
  const renewed = [progress.data?.accreditation, ...(further.data?.joined ?? []).map(({ accreditation }) => accreditation)];
  const columns: Column<Award>[] = [
    { key: 'title', header: 'Accreditation', rowHeader: true, cell: ({ title }) => title },
    {
      key: 'status',
      header: 'Status',
      cell: ({ kind }) => {
        const known = renewed.find((one) => one?.kind === kind && one.status !== 'not_held');
        return known ? <StateTag kind="accreditation" state={known.status} /> : 'Held; no renewal is reckoned for it';
      },
    },
    { key: 'on', header: 'Awarded', cell: ({ awardedOn }) => <DateText date={awardedOn} plain /> },
    { key: 'because', header: 'By which facts', cell: ({ because }) => because },
    {
      key: 'by',
      header: 'Confirmed',
      cell: ({ confirmedBy, confirmedOn }) => (
        <>
          {confirmedBy.name}, <DateText date={confirmedOn} plain />
        </>
      ),
    },
  ];
  return (
    <Loaded query={progress} what="the accreditation">
      {({ person: who, accreditation, asOf }) => (
        <TodayContext value={asOf}>
          <Page
            title="Accreditations"
            caption={subject.own ? undefined : who.name}
            breadcrumbs={crumbsOf(subject, who.name, 'progress')}
            action={
              person?.may.includes('accreditation.award') ? (
                <ButtonLink href={`${subject.progressPath}/accreditations/new`}>Record an award</ButtonLink>
              ) : null
            }
          >
            <PersonPages subject={subject} name={who.name} />
            <Facts
              facts={[
                {
                  term: 'Accredited Clinical Coder (ACC)',
                  value: (
                    <>
                      <StateTag kind="accreditation" state={accreditation.status} />
                      {accreditation.because ? (
                        <Why about="the status is so">
                          <p>{accreditation.because}</p>
                        </Why>
                      ) : null}
                    </>
                  ),
                },
                {
                  term: 'Refresher due',
                  value: accreditation.refresherDueOn ? <DateText date={accreditation.refresherDueOn} /> : undefined,
                },
              ]}
            />
            <p>ACC itself does not expire. When the refresher is overdue, ACC stays held and counted, and both are shown.</p>
            <Loaded query={awards} what="the awards">
              {({ items }) => (
                <LocalTable
                  caption="Awards"
                  hideCaption
                  columns={columns}
                  rows={items}
                  rowKey={({ id }) => id}
                  view={view}
                  empty={
                    <EmptyState title="No accreditation is recorded.">
                      <p>
                        ACC is awarded when the NCCQ is passed. A manager records others, and what was held before coming
                        here.
                      </p>
                    </EmptyState>
                  }
                />
              )}
            </Loaded>
          </Page>
        </TodayContext>
      )}
    </Loaded>
  );
}
