import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'nhsuk-react-components';
import { useState } from 'react';
import { answer, api } from '@/api/client';
import { DateText, Loaded, Section } from '@/design';

const myReportsQuery = {
  queryKey: ['me', 'reports'],
  queryFn: () => answer(api.GET('/me/reports')),
};

/** The reports that one gets by e-mail, each with the way off it. Nothing for those who get none. */
export function MyReports() {
  const reports = useQuery(myReportsQuery);
  const client = useQueryClient();
  const [said, setSaid] = useState('');

  async function leave(id: string, name: string) {
    await answer(api.POST('/me/reports/{id}/leave', { params: { path: { id } } }));
    await client.invalidateQueries({ queryKey: myReportsQuery.queryKey });
    setSaid(`You do not get ${name} any more.`);
  }

  return (
    <Loaded query={reports} what="the reports that you get">
      {({ items }) => (
        <>
          <p role="status">{said}</p>
          {items.length === 0 ? null : (
            <Section title="Reports that are sent to you">
              <ul className="nhsuk-list">
                {items.map(({ id, name, nextOn, owner }) => (
                  <li key={id}>
                    <p>
                      {name}, from {owner}, next on <DateText date={nextOn} plain />
                    </p>
                    <Button type="button" secondary onClick={() => void leave(id, name)}>
                      Do not send me this<span className="nhsuk-u-visually-hidden">: {name}</span>
                    </Button>
                  </li>
                ))}
              </ul>
            </Section>
          )}
        </>
      )}
    </Loaded>
  );
}
