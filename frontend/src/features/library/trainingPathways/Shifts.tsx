import { type Column, EmptyState, LocalTable, longDate, StateTag, useTableView, Why } from '@/design';
import type { Preview } from './words';

type Shift = Preview['milestones'][number];
type Side = NonNullable<Shift['before']>;

function datesOf(side: Side | undefined) {
  if (!side) return 'Not asked';
  const dates = [side.dueOn ? `Due ${longDate(side.dueOn)}` : '', side.notBefore ? `not before ${longDate(side.notBefore)}` : ''];
  return dates.filter(Boolean).join(', ') || 'No date';
}

function sideColumn(key: 'before' | 'after', header: string): Column<Shift> {
  return {
    key,
    header,
    value: (shift) => shift[key]?.dueOn ?? '',
    cell: (shift) => (
      <>
        {datesOf(shift[key])}
        {shift[key] ? (
          <>
            {' '}
            <StateTag kind="milestone" state={shift[key].state} />
            <Why about={`${shift.title}, ${header.toLowerCase()}`}>
              <p>{shift[key].because}</p>
            </Why>
          </>
        ) : null}
      </>
    ),
  };
}

/** Milestone by milestone what a person has now, beside what another version gives them. What changes comes first. */
export function Shifts({ preview, name, now, then }: { preview: Preview; name: string; now: string; then: string }) {
  const view = useTableView(`of-${preview.person?.id ?? 'example'}`);
  const order = { new: 0, goes: 1, moves: 2, same: 3 };
  const rows = [...preview.milestones].sort((a, b) => order[a.shift] - order[b.shift]);
  const changed = rows.filter(({ shift }) => shift !== 'same').length;
  const columns: Column<Shift>[] = [
    { key: 'title', header: 'Milestone', rowHeader: true, value: ({ title }) => title, cell: ({ title }) => title },
    {
      key: 'shift',
      header: 'What happens',
      value: ({ shift }) => shift,
      cell: ({ shift, recorded }) => (
        <>
          <StateTag kind="shift" state={shift} />
          {recorded ? <span className="bw-note">What is recorded stays on record.</span> : null}
        </>
      ),
    },
    sideColumn('before', now),
    sideColumn('after', then),
  ];
  return (
    <>
      <p>
        {changed === 0 ? 'Nothing changes' : changed === 1 ? 'One milestone changes' : `${changed} milestones change`} for {name}, started
        on {longDate(preview.startedOn)}.
      </p>
      <LocalTable
        caption={`Dates of ${name}`}
        hideCaption
        columns={columns}
        rows={rows}
        rowKey={({ key }) => key}
        view={view}
        empty={<EmptyState title="There is no milestone." />}
      />
    </>
  );
}
