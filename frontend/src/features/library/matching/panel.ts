// A panel as a form proposes it. Whether it stands by the rules is the server's to say.
import type { FieldProblem } from '@/api/problem';
import { type DateParts, dateProblem, isoOf, noDate, partsOf } from '@/design';
import type { MatchPractitioner, NewPanelMember, PanelRules, PanelSide } from './types';

/** Somebody who may be put on the panel, with what is typed about them. */
export interface Seat {
  personId: string;
  name: string;
  roleTitle: string;
  chosen: boolean;
  side: PanelSide | '';
  trainedOn: DateParts;
}

/** A seat for each who may sit, with side and training as they were last recorded. */
export function seatsOf(practitioners: MatchPractitioner[]): Seat[] {
  return practitioners.map(({ person, roleTitle, side, trainedOn }) => ({
    personId: person.id,
    name: person.name,
    roleTitle,
    chosen: false,
    side: side ?? '',
    trainedOn: trainedOn ? partsOf(trainedOn) : noDate,
  }));
}

/** The name of a seat's field, whichever place the seat has among those chosen. */
export function seatField(personId: string, field: string): string {
  return `seat.${personId}.${field}`;
}

/** The field for the panel as a whole. */
export const panelField = 'panel';

/** What the form can see for itself: a chosen member without a side or with half a date. */
export function seatProblems(seats: Seat[]): FieldProblem[] {
  return seats
    .filter(({ chosen }) => chosen)
    .flatMap(({ personId, name, side, trainedOn }) => {
      const problems: FieldProblem[] = [];
      if (side === '') {
        problems.push({ name: seatField(personId, 'side'), message: `Say which side ${name} sits for` });
      }
      const wrong = dateProblem(`The day on which the training of ${name} ended`, trainedOn, { required: true });
      if (wrong) problems.push({ name: seatField(personId, 'trainedOn'), message: wrong.message });
      return problems;
    });
}

/** The members as the API takes them, in the order of the seats. Call it when {@link seatProblems} finds none. */
export function membersOf(seats: Seat[]): NewPanelMember[] {
  return seats
    .filter(({ chosen }) => chosen)
    .flatMap(({ personId, side, trainedOn }) =>
      side === '' ? [] : [{ personId, side, trainedOn: isoOf(trainedOn) ?? '' }],
    );
}

/** Puts the refusals of the API by their seats: it counts the members that were sent, the form knows people. */
export function bySeat(problems: FieldProblem[], seats: Seat[]): FieldProblem[] {
  const chosen = seats.filter((seat) => seat.chosen);
  return problems.map(({ name, message }) => {
    if (name === 'members') return { name: panelField, message };
    const place = /^members[.[/](\d+)\]?[./](\w+)$/.exec(name);
    const seat = chosen[Number(place?.[1] ?? -1)];
    return seat ? { name: seatField(seat.personId, place?.[2] ?? ''), message: `${seat.name}: ${message}` } : { name, message };
  });
}

/** "3 members, 2 for management and 1 for staff. Good practice is 4, 2 of each side." */
export function panelSummary(seats: Seat[], rules: PanelRules): string {
  const chosen = seats.filter((seat) => seat.chosen);
  if (chosen.length === 0) return `Nobody is chosen yet. ${goodPractice(rules)}`;
  const of = (side: PanelSide) => chosen.filter((seat) => seat.side === side).length;
  return `${chosen.length} ${chosen.length === 1 ? 'member' : 'members'}, ${of('management')} for management and ${of('staff')} for staff. ${goodPractice(rules)}`;
}

function goodPractice({ minimum, maximum, recommended, recommendedEachSide, development }: PanelRules): string {
  return (
    `Good practice is ${recommended}, ${recommendedEachSide} of each side; ` +
    `${minimum} are acceptable if the others agree, ${development} to develop practitioners, ${maximum} at most.`
  );
}
