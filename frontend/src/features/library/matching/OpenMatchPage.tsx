import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { answer, api } from '@/api/client';
import type { FieldProblem } from '@/api/problem';
import { useRefresh } from '@/api/refresh';
import { useSubmission } from '@/api/submit';
import { EmptyState, Form, Loaded, Page, SubmitButton, useDone } from '@/design';
import { schemeQuery } from '../queries';
import { bySeat, membersOf, seatProblems, seatsOf } from './panel';
import { PanelFields } from './PanelFields';
import { ProfileChoice } from './ProfileChoice';
import { practitionersQuery } from './queries';
import { RoleField } from './RoleField';
import type { MatchPractitioner, PanelRules } from './types';
import { matchesCrumb } from './words';

export function OpenMatchPage() {
  const practitioners = useQuery(practitionersQuery);
  const scheme = useQuery(schemeQuery);
  return (
    <Page title="Open a job match" breadcrumbs={[matchesCrumb]}>
      <Loaded query={scheme} what="the rules">
        {({ matching }) => (
          <Loaded query={practitioners} what="those who may sit on a panel">
            {({ items }) =>
              items.length === 0 ? (
                <EmptyState title="Nobody may sit on a panel yet.">
                  <p>An administrator gives trained people the role of access of a panel member first.</p>
                </EmptyState>
              ) : (
                <OpenForm practitioners={items} rules={matching.panel} />
              )
            }
          </Loaded>
        )}
      </Loaded>
    </Page>
  );
}

interface OpenFormProps {
  practitioners: MatchPractitioner[];
  rules: PanelRules;
}

function OpenForm({ practitioners, rules }: OpenFormProps) {
  const [params] = useSearchParams();
  const done = useDone();
  const refresh = useRefresh();
  const [roleId, setRoleId] = useState(params.get('role') ?? '');
  const [profileId, setProfileId] = useState('');
  const [seats, setSeats] = useState(() => seatsOf(practitioners));
  // The seats as they were sent: a refusal counts the members of that moment.
  const [sent, setSent] = useState(seats);

  const { submit, problems, ...state } = useSubmission({
    check: (): FieldProblem[] => [
      ...(roleId === '' ? [{ name: 'roleId', message: 'Choose the role that is matched' }] : []),
      ...seatProblems(seats),
    ],
    send: (_: undefined, key) => {
      setSent(seats);
      return answer(
        api.POST('/job-matches', {
          params: { header: { 'Idempotency-Key': key } },
          body: { roleId, candidateProfileId: profileId === '' ? undefined : profileId, members: membersOf(seats) },
        }),
      );
    },
    done: async ({ summary }) => {
      await refresh();
      await done(`/job-matches/${summary.id}`, `The match for ${summary.role.name} is open.`);
    },
  });

  return (
    <Form
      {...state}
      problems={problems && { ...problems, fields: bySeat(problems.fields, sent) }}
      onSubmit={() => void submit(undefined)}
    >
      <RoleField name="roleId" label="Role" value={roleId} onChange={setRoleId} />
      <ProfileChoice value={profileId} onChange={setProfileId} placeholder="Decide later" />
      <PanelFields seats={seats} onChange={setSeats} rules={rules} />
      <SubmitButton pending={state.pending}>Open the match</SubmitButton>
    </Form>
  );
}
