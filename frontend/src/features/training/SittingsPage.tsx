import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { answer, api } from '@/api/client';
import { ButtonLink, DateText, EmptyState, Loaded, LocalTable, longDate, Page, useTableView } from '@/design';
import { useMe } from '@/session/session';

/** The sittings of the national examination, which plans count back from. */
export function SittingsPage() {
  const me = useMe();
  const manages = me.permissions.includes('sittings.manage');
  const view = useTableView();
  const query = useQuery({
    queryKey: ['sittings'],
    queryFn: () => answer(api.GET('/sittings', { params: { query: { limit: 200 } } })),
  });
  return (
    <Loaded query={query} what="the sittings">
      {({ items }) => (
        <Page
          title="Sittings of the NCCQ"
          breadcrumbs={[{ label: 'Library', href: '/library' }]}
          action={manages ? <ButtonLink href="/sittings/new">Add a sitting</ButtonLink> : null}
        >
          <p>
            Trainees choose a sitting, and their plan counts back from it. There are two sittings a year; the dates here are what
            the organisation entered, with where it has them from.
          </p>
          <LocalTable
            caption="Sittings"
            hideCaption
            view={view}
            searchLabel="Search sittings"
            rows={items}
            rowKey={({ id }) => id}
            empty={
              <EmptyState title="No sitting is known yet.">
                <p>Add each sitting with its dates as IHRIM publishes them.</p>
              </EmptyState>
            }
            columns={[
              {
                key: 'title',
                header: 'Sitting',
                rowHeader: true,
                value: ({ title }) => title,
                cell: ({ id, title, cancelledOn }) => (
                  <>
                    {manages && !cancelledOn ? <Link to={`/sittings/${id}`}>{title}</Link> : title}
                    {cancelledOn ? <span className="bw-note">Cancelled on {longDate(cancelledOn)}</span> : null}
                  </>
                ),
              },
              {
                key: 'registration',
                header: 'Registration',
                value: ({ registrationClosesOn }) => registrationClosesOn,
                cell: ({ registrationOpensOn, registrationClosesOn }) => `${longDate(registrationOpensOn)} to ${longDate(registrationClosesOn)}`,
              },
              { key: 'theory', header: 'Theory paper', value: ({ theoryOn }) => theoryOn, cell: ({ theoryOn }) => <DateText date={theoryOn} /> },
              { key: 'practical', header: 'Practical paper', value: ({ practicalOn }) => practicalOn, cell: ({ practicalOn }) => <DateText date={practicalOn} /> },
              { key: 'results', header: 'Results expected', value: ({ resultsExpectedOn }) => resultsExpectedOn, cell: ({ resultsExpectedOn }) => longDate(resultsExpectedOn) },
              {
                key: 'source',
                header: 'Source',
                cell: ({ source, note, cancelReason }) => (
                  <>
                    {source}
                    {note ? <span className="bw-note">{note}</span> : null}
                    {cancelReason ? <span className="bw-note">{cancelReason}</span> : null}
                  </>
                ),
              },
            ]}
          />
        </Page>
      )}
    </Loaded>
  );
}
