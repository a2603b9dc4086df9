import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { api, type Tagged, taggedAnswer } from '@/api/client';
import { useSubmission } from '@/api/submit';
import { CheckboxesField, Form, LoadedPage, Page, RadiosField, SelectField, SubmitButton, useDone } from '@/design';
import { MyReports } from './MyReports';
import { remindersQuery } from './queries';
import type { Reminders } from './types';
import { weekdays } from './words';

const crumbs = [{ label: 'Your account', href: '/account' }];

/** How one is reminded by e-mail. */
export function RemindersPage() {
  const query = useQuery(remindersQuery);
  return (
    <LoadedPage query={query} what="your choices" title="Reminders by e-mail" breadcrumbs={crumbs}>
      {(read) => <Choices key={read.etag} read={read} />}
    </LoadedPage>
  );
}

function Choices({ read: { value, etag } }: { read: Tagged<Reminders> }) {
  const [digest, setDigest] = useState<string>(value.digest);
  const [weekday, setWeekday] = useState(String(value.weekday));
  const [lapses, setLapses] = useState(value.lapses ? ['lapses'] : []);
  const queryClient = useQueryClient();
  const done = useDone();
  const { submit, ...state } = useSubmission({
    send: () =>
      taggedAnswer(
        api.PUT('/me/reminders', {
          params: { header: { 'If-Match': etag } },
          body: { digest: digest === 'off' ? 'off' : 'weekly', weekday: Number(weekday), lapses: lapses.length > 0 },
        }),
      ),
    done: async (saved) => {
      queryClient.setQueryData(remindersQuery.queryKey, saved);
      await done('/account/reminders', 'Your choices are saved.');
    },
  });
  return (
    <Page title="Reminders by e-mail" breadcrumbs={crumbs}>
      <p>{value.sentence}</p>
      {value.mailSent ? <p>Letters go to {value.address}.</p> : null}
      <p>
        All notices are <Link to="/notices">in Bandwise</Link> too, whatever you choose here. A letter holds no evidence,
        reflections or notes, and nothing is told twice.
      </p>
      <Form {...state} onSubmit={() => void submit(undefined)}>
        <RadiosField
          name="digest"
          label="A digest of what needs you"
          value={digest}
          onChange={setDigest}
          choices={[
            { value: 'weekly', label: 'Once a week', hint: 'In the morning, and only when there is something new to say' },
            { value: 'off', label: 'Never' },
          ]}
        />
        {digest === 'weekly' ? (
          <SelectField
            name="weekday"
            label="On which day"
            value={weekday}
            onChange={setWeekday}
            choices={weekdays.map((label, index) => ({ value: String(index + 1), label }))}
          />
        ) : null}
        <CheckboxesField
          name="lapses"
          label="Before something lapses"
          value={lapses}
          onChange={setLapses}
          choices={[
            {
              value: 'lapses',
              label: 'Remind me 90, 60, 30 and 7 days before',
              hint: 'Your refresher, the end of registration for an examination, the end of an appointment',
            },
          ]}
        />
        <SubmitButton pending={state.pending}>Save your choices</SubmitButton>
      </Form>
      <MyReports />
    </Page>
  );
}
