import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { expect, it, vi } from 'vitest';
import { api } from '@/api/client';
import { useBookablePeople } from './bookable';

const staff = ['Ann', 'Ben', 'Cat', 'Dan'].map((name) => ({ id: name, name, team: 'Coding' }));

interface Asked {
  params: { query: { q: string } };
}

function render(without?: Set<string>) {
  const give = (_: string, { params }: Asked) => {
    const items = staff.filter(({ name }) => name.toLowerCase().includes(params.query.q));
    return Promise.resolve({ data: { items, total: params.query.q === '' ? 90 : items.length }, response: new Response() });
  };
  vi.spyOn(api, 'GET').mockImplementation(give as never);
  const client = new QueryClient();
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={client}>{children}</QueryClientProvider>
  );
  return renderHook(() => useBookablePeople({ without }), { wrapper }).result;
}

const names = (offered: { label: string }[]) => offered.map(({ label }) => label);

it('leaves whoever is chosen in place, and keeps them in sight of another search', async () => {
  const people = render();
  await waitFor(() => expect(names(people.current.offered)).toEqual(['Ann', 'Ben', 'Cat', 'Dan']));
  expect(people.current.said).toBe('86 more; type a part of the name.');
  act(() => people.current.choose(['Cat']));
  expect(names(people.current.offered)).toEqual(['Ann', 'Ben', 'Cat', 'Dan']);
  act(() => people.current.setSearch('an'));
  await waitFor(() => expect(names(people.current.offered)).toEqual(['Cat', 'Ann', 'Dan']));
  act(() => people.current.choose(['Cat', 'Dan']));
  act(() => people.current.setSearch('zoe'));
  await waitFor(() => expect(people.current.said).toBe('Nobody called “zoe” can be chosen here.'));
  expect(names(people.current.offered)).toEqual(['Cat', 'Dan']);
  expect(people.current.chosen).toEqual(['Cat', 'Dan']);
  act(() => people.current.choose([]));
  expect(people.current.offered).toEqual([]);
});

it('does not offer whoever is there already', async () => {
  const people = render(new Set(['Ben', 'Dan']));
  await waitFor(() => expect(names(people.current.offered)).toEqual(['Ann', 'Cat']));
});
