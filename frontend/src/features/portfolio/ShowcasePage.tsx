import { useQuery } from '@tanstack/react-query';
import { Button } from 'nhsuk-react-components';
import { useState } from 'react';
import { answer, api } from '@/api/client';
import { useRefresh } from '@/api/refresh';
import { useSubmission } from '@/api/submit';
import { Form, Loaded, Page, SelectField, SubmitButton, useDone } from '@/design';
import { crumbsOf, useSubject } from '@/session/subject';
import { evidenceChoicesQuery, showcaseQuery } from './queries';
import type { Evidence } from './types';

/** As many as a reader looks at; the server allows no more. */
const most = 10;

/** Chooses and orders what a portfolio shows first. */
export function ShowcasePage() {
  const subject = useSubject();
  const showcase = useQuery({ ...showcaseQuery(subject.id), staleTime: 0 });
  const all = useQuery(evidenceChoicesQuery(subject.id));
  return (
    <Page title="Arrange my showcase" breadcrumbs={crumbsOf(subject, '', 'portfolio')}>
      <p>Up to {most} pieces of evidence that stand first in your portfolio, in your order. A few say more than all.</p>
      <Loaded query={showcase} what="your showcase">
        {({ items }) => (
          <Loaded query={all} what="your evidence">
            {(choices) => <Arranging was={items} all={choices.items} />}
          </Loaded>
        )}
      </Loaded>
    </Page>
  );
}

function Arranging({ was, all }: { was: Evidence[]; all: Evidence[] }) {
  const { id: personId, portfolioPath } = useSubject();
  const done = useDone();
  const refresh = useRefresh();
  const [began] = useState(() => was.map(({ id }) => id));
  const [chosen, setChosen] = useState(was);
  const [said, setSaid] = useState('');
  const { submit, ...state } = useSubmission({
    send: () =>
      answer(
        api.PUT('/people/{id}/showcase', {
          params: { path: { id: personId } },
          body: { evidenceIds: chosen.map(({ id }) => id), was: began },
        }),
      ),
    done: async () => {
      await refresh();
      await done(portfolioPath, 'Your showcase is arranged.');
    },
  });

  function move(index: number, by: number) {
    const moved = [...chosen];
    const [one] = moved.splice(index, 1);
    if (!one) return;
    moved.splice(index + by, 0, one);
    setChosen(moved);
    setSaid(`${one.title} is now number ${index + by + 1}`);
  }

  const others = all.filter(({ id }) => !chosen.some((one) => one.id === id));
  return (
    <Form {...state} onSubmit={() => void submit(undefined)}>
      <ol className="bw-rows">
        {chosen.map((one, index) => (
          <li key={one.id}>
            {index + 1}. {one.title}
            <div className="nhsuk-button-group bw-suggestion">
              {index > 0 ? (
                <Button type="button" secondary small onClick={() => move(index, -1)}>
                  Earlier<span className="nhsuk-u-visually-hidden">: {one.title}</span>
                </Button>
              ) : null}
              {index < chosen.length - 1 ? (
                <Button type="button" secondary small onClick={() => move(index, 1)}>
                  Later<span className="nhsuk-u-visually-hidden">: {one.title}</span>
                </Button>
              ) : null}
              <Button
                type="button"
                secondary
                small
                onClick={() => {
                  setChosen(chosen.filter(({ id }) => id !== one.id));
                  setSaid(`${one.title} is taken out`);
                }}
              >
                Take out<span className="nhsuk-u-visually-hidden">: {one.title}</span>
              </Button>
            </div>
          </li>
        ))}
      </ol>
      <p role="status" className="nhsuk-u-visually-hidden">
        {said}
      </p>
      {chosen.length === 0 ? <p>Nothing is showcased yet.</p> : null}
      {chosen.length < most && others.length > 0 ? (
        <SelectField
          name="evidenceIds"
          label="Add to the showcase"
          value=""
          onChange={(id) => setChosen([...chosen, ...others.filter((one) => one.id === id)])}
          choices={others.map(({ id, title }) => ({ value: id, label: title }))}
          placeholder="Choose evidence"
        />
      ) : null}
      <SubmitButton pending={state.pending}>Save the order</SubmitButton>
    </Form>
  );
}
