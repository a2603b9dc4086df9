import { useState } from 'react';
import { answer, api } from '@/api/client';
import type { FieldProblem } from '@/api/problem';
import { useRefresh } from '@/api/refresh';
import { useSubmission } from '@/api/submit';
import {
  DateField,
  dateProblem,
  Form,
  isoOf,
  LongTextField,
  partsOf,
  SubmitButton,
  TextField,
  useDone,
  useToday,
} from '@/design';
import type { Subject } from '@/session/subject';
import { codingPath, PracticeFrame } from './PracticeFrame';
import { addDays, hoursOf, mondayOf, weekdayDate, wholeOf } from './words';

interface Typed {
  day: string;
  episodes: string;
  hours: string;
}

interface EnteredDay {
  day: string;
  episodes: number;
  hours?: number;
  note?: string;
}

const episodesMessage = 'Enter how many episodes were coded, a whole number from 0 to 999';
const hoursMessage = 'Enter hours from 0.25 to 24, such as 7.5, or leave them empty for a whole day';

/** What is wrong with a typed day, seen before it is sent. */
function problemsOf({ episodes, hours }: Typed, index: number): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const whole = wholeOf(episodes);
  if (whole === undefined || whole > 999) problems.push({ name: `entries[${index}].episodes`, message: episodesMessage });
  const worked = hoursOf(hours);
  if (worked === undefined || (worked !== 0 && (worked < 0.25 || worked > 24))) {
    problems.push({ name: `entries[${index}].hours`, message: hoursMessage });
  }
  return problems;
}

function entered({ day, episodes, hours }: Typed): EnteredDay {
  const worked = hoursOf(hours);
  return { day, episodes: wholeOf(episodes) ?? 0, ...(worked ? { hours: worked } : {}) };
}

function useEntering(subject: Subject, check: () => FieldProblem[], entries: () => EnteredDay[], reason: string, said: string) {
  const done = useDone();
  const refresh = useRefresh();
  return useSubmission({
    check,
    send: (_: undefined, key) =>
      answer(
        api.POST('/people/{id}/coding-activity', {
          params: { path: { id: subject.id }, header: { 'Idempotency-Key': key } },
          body: { entries: entries(), ...(reason.trim() === '' ? {} : { reason }) },
        }),
      ),
    done: async ({ lines }) => {
      const remarks = lines.map(({ remark }) => remark).filter((remark) => remark !== '');
      await refresh();
      await done(codingPath(subject), [said, ...remarks].join(' '));
    },
  });
}

/** One day. */
export function EnterDayPage() {
  return <PracticeFrame title="Enter a day">{(subject) => <DayForm subject={subject} />}</PracticeFrame>;
}

function DayForm({ subject }: { subject: Subject }) {
  const today = useToday();
  const [day, setDay] = useState(partsOf(today));
  const [episodes, setEpisodes] = useState('');
  const [hours, setHours] = useState('');
  const [note, setNote] = useState('');
  const [reason, setReason] = useState('');
  const wrong = dateProblem('The day', day, { required: true, notAfter: today });
  const typed = { day: isoOf(day) ?? '', episodes, hours };
  const { submit, ...state } = useEntering(
    subject,
    () => [...(wrong ? [{ name: 'entries[0].day', message: wrong.message }] : []), ...problemsOf(typed, 0)],
    () => [{ ...entered(typed), ...(note.trim() === '' ? {} : { note }) }],
    reason,
    'The day is entered.',
  );
  return (
    <Form {...state} onSubmit={() => void submit(undefined)}>
      <DateField
        name="entries[0].day"
        label="Which day?"
        hint="A day that has an entry already is corrected; what stood before stays on record"
        value={day}
        onChange={setDay}
        wrong={wrong?.parts}
      />
      <TextField name="entries[0].episodes" label="Episodes coded" hint="Finished consultant episodes (FCEs)" value={episodes} onChange={setEpisodes} width="4" numeric />
      <TextField
        name="entries[0].hours"
        label="Hours of coding (optional)"
        hint="Such as 7.5 or 3:45. Leave it empty for a whole day."
        value={hours}
        onChange={setHours}
        width="5"
      />
      <LongTextField
        name="entries[0].note"
        label="Note (optional)"
        hint="For example a course in the afternoon. Nothing that could tell who a patient is."
        value={note}
        onChange={setNote}
        rows={2}
      />
      {subject.own ? null : <ReasonField value={reason} onChange={setReason} />}
      <SubmitButton pending={state.pending}>Enter the day</SubmitButton>
    </Form>
  );
}

/** Why days that another person entered are changed. */
export function ReasonField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  return (
    <LongTextField
      name="reason"
      label="Why do you change it?"
      hint="Needed where the day has an entry already; the person sees it"
      value={value}
      onChange={onChange}
      rows={2}
    />
  );
}

/** A week at once: only days with a number are sent. */
export function EnterWeekPage() {
  return <PracticeFrame title="Enter a week">{(subject) => <WeekForm subject={subject} />}</PracticeFrame>;
}

function WeekForm({ subject }: { subject: Subject }) {
  const today = useToday();
  const [monday, setMonday] = useState(mondayOf(today));
  const [typed, setTyped] = useState<Record<string, { episodes: string; hours: string }>>({});
  const [reason, setReason] = useState('');
  const days = [0, 1, 2, 3, 4].map((after) => addDays(monday, after)).filter((day) => day <= today);
  const filled: Typed[] = days
    .map((day) => ({ day, episodes: typed[day]?.episodes ?? '', hours: typed[day]?.hours ?? '' }))
    .filter(({ episodes, hours }) => episodes.trim() !== '' || hours.trim() !== '');
  // A problem belongs to a day among those that are sent.
  const indexOf = (day: string) => filled.findIndex((one) => one.day === day);
  const { submit, ...state } = useEntering(
    subject,
    () =>
      filled.length === 0
        ? [{ name: 'entries', message: 'Enter at least one day' }]
        : filled.flatMap((one, index) => problemsOf(one, index)),
    () => filled.map(entered),
    reason,
    filled.length === 1 ? '1 day is entered.' : `${filled.length} days are entered.`,
  );
  const nameOf = (day: string, part: string) => (indexOf(day) < 0 ? `${day}.${part}` : `entries[${indexOf(day)}].${part}`);
  return (
    <Form {...state} onSubmit={() => void submit(undefined)}>
      <p>
        The week from {weekdayDate(monday)}. Leave a day empty when nothing was coded that should count.
      </p>
      <p className="bw-actions">
        <button type="button" className="nhsuk-link" onClick={() => setMonday(addDays(monday, -7))}>
          The week before
        </button>
        {addDays(monday, 7) <= today ? (
          <button type="button" className="nhsuk-link" onClick={() => setMonday(addDays(monday, 7))}>
            The week after
          </button>
        ) : null}
      </p>
      {days.map((day) => (
        <fieldset key={day} className="nhsuk-fieldset">
          <legend className="nhsuk-fieldset__legend nhsuk-fieldset__legend--s">{weekdayDate(day)}</legend>
          <TextField
            name={nameOf(day, 'episodes')}
            label="Episodes coded"
            value={typed[day]?.episodes ?? ''}
            onChange={(episodes) => setTyped({ ...typed, [day]: { hours: '', ...typed[day], episodes } })}
            width="4"
            numeric
          />
          <TextField
            name={nameOf(day, 'hours')}
            label="Hours (empty for a whole day)"
            value={typed[day]?.hours ?? ''}
            onChange={(hours) => setTyped({ ...typed, [day]: { episodes: '', ...typed[day], hours } })}
            width="5"
          />
        </fieldset>
      ))}
      {subject.own ? null : <ReasonField value={reason} onChange={setReason} />}
      <SubmitButton pending={state.pending}>Enter the week</SubmitButton>
    </Form>
  );
}
