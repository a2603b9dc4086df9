import { useQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router';
import { ButtonLink, type Column, DateText, EmptyState, LocalTable, Loaded, longDate, Page, Section, StateTag, useTableView, useToday } from '@/design';
import { useMay } from '@/session/session';
import { administrationCrumb, retentionCrumb } from './crumbs';
import { DayForm } from './DayForm';
import { previewQuery } from './queries';
import { count, type Leaver, type Preview } from './words';

const columns: Column<Leaver>[] = [
  {
    key: 'name',
    header: 'Name',
    rowHeader: true,
    value: ({ person }) => person.name,
    cell: ({ person }) => <Link to={`/administration/people/${person.id}`}>{person.name}</Link>,
  },
  { key: 'leftOn', header: 'Left on', value: ({ leftOn }) => leftOn, cell: ({ leftOn }) => <DateText date={leftOn} plain /> },
  { key: 'dueOn', header: 'Kept until', value: ({ dueOn }) => dueOn, cell: ({ dueOn }) => <DateText date={dueOn} plain /> },
  {
    key: 'held',
    header: 'What happens',
    value: ({ held }) => (held ? 'held' : 'removed'),
    cell: ({ held, reviewOn, person }) =>
      held ? (
        <>
          <StateTag kind="hold" state="held" /> {reviewOn ? `to be looked at on ${longDate(reviewOn)}` : ''}
        </>
      ) : (
        <>
          Name and words go.{' '}
          <Link to={`/administration/people/${person.id}/hold`}>
            Keep everything<span className="nhsuk-u-visually-hidden"> of {person.name}</span>
          </Link>
        </>
      ),
  },
];

/** What a run would remove on a day, before anything happens. */
export function PreviewPage() {
  const today = useToday();
  const [params, setParams] = useSearchParams();
  const on = params.get('on') ?? '';
  const query = useQuery(previewQuery(on));
  return (
    <Page title="What would be removed" breadcrumbs={[administrationCrumb, retentionCrumb]}>
      <p>Nothing happens by looking. Choose a later day to see who comes up by then.</p>
      <DayForm day={on || today} onDay={(day) => setParams(day === today ? {} : { on: day }, { preventScrollReset: true })} />
      <Loaded query={query} what="what would be removed">
        {(preview) => <Found preview={preview} today={today} />}
      </Loaded>
    </Page>
  );
}

function Found({ preview, today }: { preview: Preview; today: string }) {
  const manage = useMay('privacy.manage');
  const view = useTableView();
  return (
    <>
      <Section title={`People who left: ${preview.leavers.length}`}>
        <LocalTable
          caption="People whose records have been kept for their time"
          hideCaption
          columns={columns}
          rows={preview.leavers}
          rowKey={({ person }) => person.id}
          view={view}
          searchLabel={preview.leavers.length > 10 ? 'Search for a name' : undefined}
          empty={
            <EmptyState title="Nobody.">
              <p>No leaver’s record has been kept for its time by {longDate(preview.day)}.</p>
            </EmptyState>
          }
        />
      </Section>
      <Section title="Other records">
        <ul className="bw-rows">
          {preview.kinds.map((kind) => (
            <li key={kind.kind}>
              <strong>{kind.title}</strong>: {count(kind.rows, 'entry', 'entries')}
              {kind.rows > 0 ? ` of ${count(kind.people, 'person', 'people')}` : ''}
              <p className="bw-small">
                {kind.does} Kept {kind.periodWords}.
              </p>
            </li>
          ))}
        </ul>
      </Section>
      {manage && preview.day === today && !preview.empty ? (
        <ButtonLink href={`/administration/retention/run?mark=${preview.mark}`}>Remove this</ButtonLink>
      ) : null}
      {manage && preview.day !== today ? <p>A run removes what is due today. Choose today to begin one.</p> : null}
      {preview.day === today && preview.empty ? <p>There is nothing to remove today.</p> : null}
    </>
  );
}
