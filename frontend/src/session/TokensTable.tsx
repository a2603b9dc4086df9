import { Button } from 'nhsuk-react-components';
import { type ReactNode, useState } from 'react';
import type { components } from '@/api/schema';
import { useSubmission } from '@/api/submit';
import { lastDay, LocalTable, longMoment, useTableView } from '@/design';

type Token = components['schemas']['PersonalToken'];

const reachWords: Record<Token['reach'], string> = { read: 'Read only', read_write: 'Read and write' };

interface TokensTableProps {
  tokens: Token[];
  end: (token: Token) => Promise<unknown>;
  ended: (token: Token) => Promise<void>;
  empty: ReactNode;
}

/** Somebody's personal tokens, each with the way to end it. */
export function TokensTable({ tokens, end, ended, empty }: TokensTableProps) {
  const view = useTableView();
  return (
    <LocalTable
      caption="Personal tokens"
      hideCaption
      rows={tokens}
      rowKey={({ id }) => id}
      view={view}
      empty={empty}
      columns={[
        { key: 'name', header: 'Name', rowHeader: true, value: ({ name }) => name, cell: ({ name }) => name },
        {
          key: 'begins',
          header: 'Begins with',
          value: ({ begins }) => begins,
          cell: ({ begins }) => <code>{begins}</code>,
        },
        { key: 'reach', header: 'May', value: ({ reach }) => reachWords[reach], cell: ({ reach }) => reachWords[reach] },
        {
          key: 'until',
          header: 'Last day',
          value: ({ expiresAt }) => expiresAt,
          cell: ({ expiresAt, expired }) => (expired ? `${lastDay(expiresAt)} (expired)` : lastDay(expiresAt)),
        },
        {
          key: 'used',
          header: 'Last used',
          value: ({ lastUsedAt }) => lastUsedAt,
          cell: ({ lastUsedAt }) => (lastUsedAt ? longMoment(lastUsedAt) : 'Never'),
        },
        { key: 'end', header: 'End it', cell: (token) => <EndToken token={token} end={end} ended={ended} /> },
      ]}
    />
  );
}

function EndToken({ token, end, ended }: Pick<TokensTableProps, 'end' | 'ended'> & { token: Token }) {
  const [sure, setSure] = useState(false);
  const { submit, problems } = useSubmission({ send: () => end(token), done: () => ended(token) });
  return (
    <>
      <Button type="button" secondary small onClick={() => (sure ? void submit(undefined) : setSure(true))}>
        {sure ? 'Yes, end it for good' : 'End'}
        <span className="nhsuk-u-visually-hidden"> {token.name}</span>
      </Button>
      <span role="alert">{problems?.general.join(' ')}</span>
    </>
  );
}
