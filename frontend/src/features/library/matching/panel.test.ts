import { describe, expect, it } from 'vitest';
import { scheme } from './fixtures';
import { bySeat, membersOf, panelSummary, seatProblems, seatsOf } from './panel';

const seats = seatsOf([
  { person: { id: 'a', name: 'Ann' }, roleTitle: 'Manager', side: 'management', trainedOn: '2025-03-04' },
  { person: { id: 'b', name: 'Bo' }, roleTitle: '' },
  { person: { id: 'c', name: 'Cy' }, roleTitle: '', side: 'staff', trainedOn: '2024-01-02' },
]);
const chosen = seats.map((seat) => ({ ...seat, chosen: seat.personId !== 'a' }));

it('begins with what was last recorded of each person, and with nobody chosen', () => {
  expect(seats[0]).toMatchObject({ side: 'management', trainedOn: { day: '4', month: '3', year: '2025' }, chosen: false });
  expect(membersOf(seats)).toEqual([]);
});

it('asks for side and training of those who are chosen only', () => {
  expect(seatProblems(seats)).toEqual([]);
  expect(seatProblems(chosen).map(({ name }) => name)).toEqual(['seat.b.side', 'seat.b.trainedOn']);
});

it('sends those who are chosen', () => {
  expect(membersOf(chosen.filter(({ personId }) => personId === 'c'))).toEqual([
    { personId: 'c', side: 'staff', trainedOn: '2024-01-02' },
  ]);
});

describe('a refusal', () => {
  it.each([
    ['of the whole panel stands by the panel', 'members', 'panel', 'No.'],
    ['of a member stands by that person, whatever their place', 'members[1].personId', 'seat.c.personId', 'Cy: No.'],
    ['in the other spelling too', 'members.0.side', 'seat.b.side', 'Bo: No.'],
    ['of something else stays where it is', 'roleId', 'roleId', 'No.'],
  ])('%s', (_, sent, name, message) => {
    expect(bySeat([{ name: sent, message: 'No.' }], chosen)).toEqual([{ name, message }]);
  });
});

it('says how the panel stands beside good practice', () => {
  expect(panelSummary(seats, scheme.matching.panel)).toMatch(/^Nobody is chosen yet\. Good practice is 4, 2 of each side/);
  expect(panelSummary(chosen, scheme.matching.panel)).toMatch(/^2 members, 0 for management and 1 for staff\./);
});
