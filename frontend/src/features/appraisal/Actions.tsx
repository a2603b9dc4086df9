import { Link } from 'react-router';
import { ButtonLink, type Column, DateText, EmptyState, LocalTable, longDate, StateTag, useTableView } from '@/design';
import { type AgreedAction, type Sheet } from './words';

/** What was agreed in a meeting, and what came of it. */
export function Actions({ sheet, here }: { sheet: Sheet; here: string }) {
  const view = useTableView();
  const columns: Column<AgreedAction>[] = [
    { key: 'text', header: 'What', rowHeader: true, cell: ({ text }) => text },
    { key: 'owner', header: 'Who', cell: ({ owner }) => owner.name },
    { key: 'dueOn', header: 'By', cell: ({ dueOn, state }) => <DateText date={dueOn} plain={state !== 'open'} /> },
    {
      key: 'state',
      header: 'State',
      cell: ({ state, overdue, endedOn, outcome }) => (
        <>
          <StateTag kind="agreedAction" state={overdue ? 'overdue' : state} />
          {endedOn ? <span className="bw-small bw-block">{longDate(endedOn)}</span> : null}
          {outcome ? <span className="bw-small bw-block">{outcome}</span> : null}
        </>
      ),
    },
    {
      key: 'do',
      header: 'Close',
      cell: ({ id, text, mayEnd }) =>
        mayEnd ? (
          <Link to={`${here}/actions/${id}`}>
            Close<span className="nhsuk-u-visually-hidden"> the action: {text}</span>
          </Link>
        ) : null,
    },
  ];
  return (
    <>
      <LocalTable
        caption="Actions"
        hideCaption
        columns={columns}
        rows={sheet.actions}
        rowKey={({ id }) => id}
        view={view}
        empty={<EmptyState title="No action has been agreed." />}
      />
      {sheet.may.includes('agree_action') ? (
        <ButtonLink href={`${here}/action`} secondary>
          Agree an action
        </ButtonLink>
      ) : null}
    </>
  );
}
