import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { MemoryRouter, useLocation } from 'react-router';
import { expect, it } from 'vitest';
import { LocalTable } from './DataTable';
import type { Column } from './tableRows';
import { useTableView } from './tableView';

interface Person {
  name: string;
  overdue: number;
  due: string;
}

const people: Person[] = [
  { name: 'Zoë Adams', overdue: 2, due: '2027-03-14' },
  { name: 'Ali Khan', overdue: 10, due: '' },
  { name: 'élodie Martin', overdue: 0, due: '2027-01-02' },
];

const columns: Column<Person>[] = [
  { key: 'name', header: 'Name', rowHeader: true, value: (p) => p.name, cell: (p) => p.name },
  { key: 'overdue', header: 'Overdue', numeric: true, value: (p) => p.overdue, cell: (p) => p.overdue },
  { key: 'due', header: 'Next due', value: (p) => p.due, cell: (p) => p.due },
  { key: 'open', header: 'Open', cell: () => 'Open' },
];

function Address() {
  return <output>{useLocation().search}</output>;
}

function People({ rows = people, pageSize }: { rows?: Person[]; pageSize?: number }) {
  const view = useTableView('', 'name');
  return (
    <LocalTable
      caption="People"
      columns={columns}
      rows={rows}
      rowKey={(p) => p.name}
      view={view}
      searchLabel="Search people"
      pageSize={pageSize}
      empty={<p>Nobody is here yet.</p>}
    />
  );
}

function show(props: { rows?: Person[]; pageSize?: number } = {}, address = '/') {
  render(
    <MemoryRouter initialEntries={[address]}>
      <People {...props} />
      <Address />
    </MemoryRouter>,
  );
  return userEvent.setup();
}

const names = () => screen.getAllByRole('rowheader').map((cell) => cell.textContent.replace('Name ', ''));
const header = (name: string) => screen.getByRole('columnheader', { name });

it('starts in the order that the page asks for, and says so', () => {
  show();
  expect(names()).toEqual(['Ali Khan', 'élodie Martin', 'Zoë Adams']);
  expect(header('Name')).toHaveAttribute('aria-sort', 'ascending');
  expect(header('Overdue')).not.toHaveAttribute('aria-sort');
});

it('sorts numbers as numbers, and the other way at the second press', async () => {
  const user = show();
  await user.click(within(header('Overdue')).getByRole('button'));
  expect(names()).toEqual(['élodie Martin', 'Zoë Adams', 'Ali Khan']);
  expect(header('Overdue')).toHaveAttribute('aria-sort', 'ascending');
  await user.click(within(header('Overdue')).getByRole('button'));
  expect(names()).toEqual(['Ali Khan', 'Zoë Adams', 'élodie Martin']);
  expect(header('Overdue')).toHaveAttribute('aria-sort', 'descending');
  expect(header('Name')).not.toHaveAttribute('aria-sort');
});

it('keeps rows without a value last whichever way it sorts', async () => {
  const user = show();
  await user.click(within(header('Next due')).getByRole('button'));
  expect(names().at(-1)).toBe('Ali Khan');
  await user.click(within(header('Next due')).getByRole('button'));
  expect(names().at(-1)).toBe('Ali Khan');
});

it('gives a column that has no order no button', () => {
  show();
  expect(within(header('Open')).queryByRole('button')).not.toBeInTheDocument();
});

it('searches by every word, says how many are left, and keeps it in the address', async () => {
  const user = show();
  await user.type(screen.getByRole('searchbox', { name: 'Search people' }), 'adams zoë');
  expect(names()).toEqual(['Zoë Adams']);
  expect(screen.getAllByRole('status').map((status) => status.textContent).join(' ')).toContain('1 result for “adams zoë”');
  expect(screen.getByText(/^\?q=/)).toHaveTextContent('?q=adams+zo%C3%AB');
});

it('opens an address with the search and sort that it carries', () => {
  show({}, '/?q=a&sort=-overdue');
  expect(names()).toEqual(['Ali Khan', 'Zoë Adams', 'élodie Martin']);
});

it('says that nothing matches, which is not the same as nothing being there', async () => {
  const user = show();
  await user.type(screen.getByRole('searchbox'), 'nobody of that name');
  expect(screen.getByText(/Nothing matches/)).toBeInTheDocument();
  expect(screen.queryByText('Nobody is here yet.')).not.toBeInTheDocument();
});

it('says what to do when there is nothing', () => {
  show({ rows: [] });
  expect(screen.getByText('Nobody is here yet.')).toBeInTheDocument();
  expect(screen.queryByRole('table')).not.toBeInTheDocument();
});

it('shows a page at a time', async () => {
  const user = show({ pageSize: 2 });
  expect(names()).toHaveLength(2);
  expect(screen.getByText('Showing 2 of 3')).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: /Show more/ }));
  expect(names()).toHaveLength(3);
  expect(screen.queryByRole('button', { name: /Show more/ })).not.toBeInTheDocument();
});

it('offers a sort on a narrow screen only where there is something to sort', () => {
  const { unmount } = render(
    <MemoryRouter>
      <People />
    </MemoryRouter>,
  );
  expect(screen.getByLabelText('Sort by')).toBeInTheDocument();
  unmount();
  show({ rows: people.slice(0, 1) });
  expect(screen.queryByLabelText('Sort by')).not.toBeInTheDocument();
});
