import { Button } from 'nhsuk-react-components';
import { useState } from 'react';
import { answer, api } from '@/api/client';
import type { FieldProblem } from '@/api/problem';
import { useRefresh } from '@/api/refresh';
import { useSubmission } from '@/api/submit';
import {
  DateField,
  dateProblem,
  DateText,
  Form,
  isoOf,
  noDate,
  Section,
  SubmitButton,
  TextField,
} from '@/design';
import type { Pack } from './words';

/** Who else may see the pack, and until when. */
export function Shares({ pack }: { pack: Pack }) {
  return (
    <Section title="Shared with">
      {pack.shares.length === 0 ? <p>Nobody else sees this pack.</p> : null}
      <ul className="bw-rows">
        {pack.shares.map((share) => (
          <li key={share.id}>
            {share.person.name}, until <DateText date={share.until} plain />
            {share.active ? null : share.revokedAt ? ' (revoked)' : ' (over)'}{' '}
            {share.active && pack.mine ? <Revoke id={share.id} name={share.person.name} /> : null}
          </li>
        ))}
      </ul>
      {pack.mine ? <ShareForm pack={pack} /> : null}
    </Section>
  );
}

function Revoke({ id, name }: { id: string; name: string }) {
  const refresh = useRefresh();
  const { submit, ...state } = useSubmission({
    send: () => answer(api.DELETE('/pack-shares/{id}', { params: { path: { id } } })),
    done: refresh,
  });
  return (
    <Form {...state} onSubmit={() => void submit(undefined)}>
      <Button secondary small type="submit">
        Revoke<span className="nhsuk-u-visually-hidden"> for {name}</span>
      </Button>
    </Form>
  );
}

function ShareForm({ pack }: { pack: Pack }) {
  const refresh = useRefresh();
  const [email, setEmail] = useState('');
  const [until, setUntil] = useState(noDate);
  const wrongDate = dateProblem('The last day', until, { required: true });
  const { submit, ...state } = useSubmission({
    check: () => {
      const problems: FieldProblem[] = [];
      if (email.trim() === '') problems.push({ name: 'email', message: 'Enter the address with which they sign in' });
      if (wrongDate) problems.push({ name: 'until', message: wrongDate.message });
      return problems;
    },
    send: (_: null, key) =>
      answer(
        api.POST('/packs/{id}/shares', {
          params: { path: { id: pack.id }, header: { 'Idempotency-Key': key } },
          body: { email, until: isoOf(until) ?? '' },
        }),
      ),
    done: async () => {
      setEmail('');
      setUntil(noDate);
      await refresh();
    },
  });
  return (
    <details className="nhsuk-details">
      <summary className="nhsuk-details__summary">
        <span className="nhsuk-details__summary-text">Share this pack with a colleague</span>
      </summary>
      <div className="nhsuk-details__text">
        <Form {...state} onSubmit={() => void submit(null)}>
          <p>They see this pack and can download it, and nothing else of the portfolio. A pack that was shared cannot be deleted.</p>
          <TextField
            name="email"
            type="email"
            label="Their address"
            hint="The one with which they sign in"
            value={email}
            onChange={setEmail}
          />
          <DateField name="until" label="Until when?" value={until} onChange={setUntil} wrong={wrongDate?.parts} />
          <SubmitButton pending={state.pending}>Share the pack</SubmitButton>
        </Form>
      </div>
    </details>
  );
}
