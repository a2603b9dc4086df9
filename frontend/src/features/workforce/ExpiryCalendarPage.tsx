import { useQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router';
import { answer, api } from '@/api/client';
import type { components } from '@/api/schema';
import {
  type Column,
  DateText,
  EmptyState,
  Loaded,
  LocalTable,
  longDate,
  Page,
  Section,
  SubNavigation,
  TableDownload,
  TodayContext,
  useFilter,
  useTableView,
} from '@/design';
import { useMe } from '@/session/session';
import { type Expiry, type ExpiryKind, type ExpiryMonth, kindOf, kindWords, listPath, monthsOf, reasonPath } from './expiries';
import { ExpiryFilters, ExpiryViews, Narrowed } from './ExpiryViews';
import { counted, organisationCrumb, organisationPages } from './words';

type ExpiryCalendar = components['schemas']['ExpiryCalendar'];

/** The months ahead, each with what falls due or ends in it. */
export function ExpiryCalendarPage() {
  const [teamId] = useFilter('teamId');
  const [kind] = useFilter('kind');
  const [months] = useFilter('months');
  const asked = { kind: kindOf(kind), months: monthsOf(months), teamId: teamId || undefined };
  const query = useQuery({
    queryKey: ['workforce', 'expiry-calendar', asked],
    queryFn: () => answer(api.GET('/workforce/expiries/calendar', { params: { query: asked } })),
    placeholderData: (previous) => previous,
  });
  return (
    <Page title="Expiries by month" breadcrumbs={[organisationCrumb, { label: 'Expiries', href: '/organisation/expiries' }]}>
      <SubNavigation label="Organisation" pages={organisationPages} />
      <ExpiryViews />
      <div className="bw-table__tools bw-choices">
        <ExpiryFilters />
      </div>
      <Loaded query={query} what="the calendar">
        {(calendar) => (
          <TodayContext value={calendar.dataOn}>
            <Narrowed narrowed={calendar.narrowed} />
            <Shown calendar={calendar} />
          </TodayContext>
        )}
      </Loaded>
    </Page>
  );
}

function Shown({ calendar }: { calendar: ExpiryCalendar }) {
  if (calendar.withheld) {
    return (
      <EmptyState title="Nothing is published here.">
        <p>{calendar.withheld}</p>
      </EmptyState>
    );
  }
  if (calendar.total === 0) {
    return (
      <EmptyState title="Nothing of this falls due or ends in these months.">
        <p>Choose another kind or team, or look further ahead.</p>
      </EmptyState>
    );
  }
  const parts = [calendar.overdue, ...calendar.months];
  return (
    <>
      <p className="nhsuk-body-l">
        {calendar.total} in these months ({calendar.counts.map(({ kind, count }) => `${kindWords[kind].toLowerCase()} ${count}`).join(', ')}).
        {calendar.overdue.total > 0 ? ` ${calendar.overdue.total} overdue.` : ''}
      </p>
      <Section title="Month by month">
        <ol className="bw-months">
          {parts
            .filter(({ total }) => total > 0)
            .map((part) => (
              <li key={part.label} className="bw-month">
                <Month part={part} />
              </li>
            ))}
        </ol>
      </Section>
      <Section title="The same as a table">
        <ByMonth parts={parts} kinds={calendar.counts.map(({ kind }) => kind)} />
        <TableDownload table="expiry-calendar" what="these months" />
      </Section>
      <p className="bw-small">
        From what is recorded up to <DateText date={calendar.dataOn} plain />. A person counts once for each thing that falls due or ends.
      </p>
    </>
  );
}

/** The number of a month and kind; it opens those whom it counts. */
function Count({ part, kind, count }: { part: ExpiryMonth; kind?: ExpiryKind; count: number }) {
  const [chosen] = useSearchParams();
  if (count === 0) return <>0</>;
  return (
    <Link to={listPath(chosen, part.month, kind)}>
      {count}
      <span className="nhsuk-u-visually-hidden">
        {' '}
        {kind ? kindWords[kind].toLowerCase() : 'in all'}, {part.label}
      </span>
    </Link>
  );
}

/** The same in words, where there is no column that says them. */
function WordedCount({ part, kind, count }: { part: ExpiryMonth; kind?: ExpiryKind; count: number }) {
  const [chosen] = useSearchParams();
  return (
    <Link to={listPath(chosen, part.month, kind)}>
      {kind ? `${kindWords[kind]} ${count}` : `All ${count}`}
      <span className="nhsuk-u-visually-hidden">, {part.label}</span>
    </Link>
  );
}

function Month({ part }: { part: ExpiryMonth }) {
  const me = useMe();
  const more = part.total - part.first.length;
  return (
    <>
      <h3 className="nhsuk-heading-s">{part.label}</h3>
      <p className="bw-small">
        {part.counts
          .filter(({ count }) => count > 0)
          .map(({ kind, count }, i) => (
            <span key={kind}>
              {i > 0 ? ' · ' : ''}
              <WordedCount part={part} kind={kind} count={count} />
            </span>
          ))}
      </p>
      <ul className="bw-rows">
        {part.first.map((one) => (
          <li key={`${one.person.id}-${one.kind}-${one.title}`}>
            <Link to={reasonPath(one, me.person.id)}>{one.person.name}</Link>
            <span className="bw-note">{reasonWords(one)}</span>
          </li>
        ))}
      </ul>
      {more > 0 ? (
        <p>
          <WordedCount part={part} count={part.total} />
        </p>
      ) : null}
    </>
  );
}

function reasonWords({ title, dueOn, team }: Expiry): string {
  return `${title}, ${longDate(dueOn)}. ${team.name}.`;
}

function countOf(part: ExpiryMonth, kind: ExpiryKind): number {
  return part.counts.find((one) => one.kind === kind)?.count ?? 0;
}

function ByMonth({ parts, kinds }: { parts: ExpiryMonth[]; kinds: ExpiryKind[] }) {
  const view = useTableView('months');
  const columns: Column<ExpiryMonth>[] = [
    { key: 'month', header: 'Month', rowHeader: true, cell: ({ label }) => label },
    ...kinds.map(
      (kind): Column<ExpiryMonth> => ({
        key: kind,
        header: kindWords[kind],
        numeric: true,
        cell: (part) => <Count part={part} kind={kind} count={countOf(part, kind)} />,
        nothing: (part) => countOf(part, kind) === 0,
      }),
    ),
    { key: 'total', header: 'All', numeric: true, cell: (part) => <Count part={part} count={part.total} /> },
  ];
  return (
    <LocalTable
      caption={`What falls due or ends, ${counted(parts.length - 1, 'month')}`}
      hideCaption
      columns={columns}
      rows={parts}
      rowKey={({ label }) => label}
      view={view}
      empty={null}
    />
  );
}
