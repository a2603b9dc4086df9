import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'nhsuk-react-components';
import { useState } from 'react';
import { answer, api, newIdempotencyKey } from '@/api/client';
import { problemFrom } from '@/api/problem';
import { type Column, EmptyState, Facts, Loaded, LocalTable, longMoment, useTableView } from '@/design';
import { mailQuery } from './queries';
import type { Letter } from './types';
import { letterKinds, letterStates } from './words';

const columns: Column<Letter>[] = [
  { key: 'person', header: 'To', rowHeader: true, cell: ({ person }) => person.name },
  { key: 'kind', header: 'Letter', cell: ({ kind }) => letterKinds[kind] },
  { key: 'createdAt', header: 'Made up', cell: ({ createdAt }) => longMoment(createdAt) },
  {
    key: 'state',
    header: 'What became of it',
    cell: ({ state, failure }) => (failure === '' ? letterStates[state] : `${letterStates[state]}. ${failure}`),
  },
];

/** Whether mail is sent, refused addresses, and the newest letters. */
export function MailSection() {
  const query = useQuery(mailQuery);
  const queryClient = useQueryClient();
  const [said, setSaid] = useState('');
  const view = useTableView('letter', 'createdAt');

  async function change(call: () => Promise<unknown>, sentence: string) {
    try {
      await call();
      setSaid(sentence);
    } catch (thrown) {
      setSaid(problemFrom(thrown).message);
    }
    await queryClient.invalidateQueries({ queryKey: mailQuery.queryKey });
  }

  const test = () =>
    answer(api.POST('/mail/test', { params: { header: { 'Idempotency-Key': newIdempotencyKey() } } }));
  const mend = (id: string) => answer(api.DELETE('/mail/broken-addresses/{id}', { params: { path: { id } } }));

  return (
    <Loaded query={query} what="the mail">
      {(mail) => (
        <>
          {mail.configured ? (
            <>
              <Facts
                facts={[
                  { term: 'Mail server', value: mail.server },
                  { term: 'Letters come from', value: mail.from },
                ]}
              />
              <Button type="button" secondary onClick={() => void change(test, 'A test letter is on its way to you.')}>
                Send yourself a test letter
              </Button>
            </>
          ) : (
            <EmptyState title="No mail server is set up, so no letters are sent.">
              <p>
                Notices are in Bandwise only. Whoever runs Bandwise sets BANDWISE_SMTP_URL and BANDWISE_MAIL_FROM and starts it
                again.
              </p>
            </EmptyState>
          )}
          <p role="status">{said}</p>
          {mail.broken.length > 0 ? (
            <>
              <h3 className="nhsuk-heading-s">Refused addresses</h3>
              <ul className="nhsuk-list">
                {mail.broken.map(({ person, email, since }) => (
                  <li key={person.id} className="bw-notices__item">
                    <p className="bw-notices__sentence">
                      {person.name}, {email}: refused since {longMoment(since)}. Correct the address under People, or try it again.
                    </p>
                    <Button
                      type="button"
                      secondary
                      small
                      onClick={() => void change(() => mend(person.id), `Letters to ${person.name} are sent again.`)}
                    >
                      Send letters again<span className="nhsuk-u-visually-hidden"> to {person.name}</span>
                    </Button>
                  </li>
                ))}
              </ul>
            </>
          ) : null}
          {mail.letters.length > 0 ? (
            <LocalTable
              caption="The newest letters"
              columns={columns}
              rows={mail.letters}
              rowKey={({ id }) => id}
              view={view}
              empty={<EmptyState title="No letter has all of these words." />}
            />
          ) : mail.configured ? (
            <p>No letter has been made up yet. The first digests go out from seven in the morning.</p>
          ) : null}
        </>
      )}
    </Loaded>
  );
}
