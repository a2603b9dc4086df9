import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { answer, api } from '@/api/client';
import { useRefresh } from '@/api/refresh';
import type { components } from '@/api/schema';
import { useSubmission } from '@/api/submit';
import {
  ButtonLink,
  EmptyState,
  Facts,
  Form,
  Loaded,
  LoadedPage,
  LocalTable,
  LongTextField,
  longMoment,
  Page,
  SubmitButton,
  useDone,
  useTableView,
} from '@/design';
import { emergencyWord } from '@/session/emergency';
import { useMay } from '@/session/session';
import { administrationCrumb } from './words';

type Use = components['schemas']['EmergencyUse'];

const here = '/administration/emergency/uses';
const usesQuery = {
  queryKey: ['emergency-uses'],
  queryFn: () => answer(api.GET('/emergency-uses', { params: { query: { limit: 200 } } })),
};

/** Every use of emergency access, and who looked at it. */
export function EmergencyUsesPage() {
  const query = useQuery(usesQuery);
  const view = useTableView();
  const may = useMay('grants.manage');
  return (
    <Page
      title="Uses of emergency access"
      caption="Administration"
      breadcrumbs={[administrationCrumb]}
      action={may ? <ButtonLink href="/administration/emergency">Use emergency access</ButtonLink> : null}
    >
      <p>
        Each time an administrator gave themselves a role of access for an emergency. Another administrator or an auditor
        looks at what was done, once it is over.
      </p>
      <Loaded query={query} what="the uses">
        {({ items, total }) => (
          <>
            <LocalTable
              caption="Uses of emergency access"
              hideCaption
              rows={items}
              rowKey={({ id }) => id}
              view={view}
              empty={<EmptyState title="Nobody has used emergency access.">When somebody does, it stands here with the reason.</EmptyState>}
              columns={[
                {
                  key: 'person',
                  header: 'Who',
                  rowHeader: true,
                  value: ({ person }) => person.name,
                  cell: ({ person, role }) => (
                    <>
                      {person.name}
                      <span className="bw-note">{emergencyWord(role)}</span>
                    </>
                  ),
                },
                { key: 'from', header: 'From', value: ({ begunAt }) => begunAt, cell: ({ begunAt }) => longMoment(begunAt) },
                {
                  key: 'to',
                  header: 'To',
                  value: ({ endsAt }) => endsAt,
                  cell: ({ endsAt, running }) => (running ? `Lasts until ${longMoment(endsAt)}` : longMoment(endsAt)),
                },
                { key: 'reason', header: 'Reason', cell: ({ reason }) => <span className="bw-written">{reason}</span> },
                { key: 'told', header: 'Told', cell: ({ told }) => toldWords(told) },
                {
                  key: 'done',
                  header: 'What was done',
                  cell: (use) => (
                    <Link to={trailOf(use)}>
                      Open the trail<span className="nhsuk-u-visually-hidden"> of {use.person.name}, {longMoment(use.begunAt)}</span>
                    </Link>
                  ),
                },
                { key: 'seen', header: 'Looked at', cell: (use) => <Seen use={use} /> },
              ]}
            />
            {total > items.length ? <p>The latest {items.length} of {total} are shown.</p> : null}
          </>
        )}
      </Loaded>
    </Page>
  );
}

const trailOf = ({ id }: Use) => `/administration/audit?emergency=${id}`;

function toldWords(told: number): string {
  if (told === 0) return 'Nobody else was there to be told';
  return told === 1 ? '1 person' : `${told} people`;
}

function Seen({ use }: { use: Use }) {
  if (use.seenBy && use.seenAt !== undefined) {
    return (
      <>
        {use.seenBy.name}, {longMoment(use.seenAt)}
        <span className="bw-note bw-written">{use.remark}</span>
      </>
    );
  }
  if (use.mayLook) {
    return (
      <Link to={`${here}/${use.id}`}>
        Say that you looked<span className="nhsuk-u-visually-hidden"> at the use by {use.person.name}</span>
      </Link>
    );
  }
  return use.running ? 'Once it is over' : 'Not yet, by somebody else';
}

/** Where somebody else says that they looked at a use. */
export function LookAtEmergencyPage() {
  const { useId = '' } = useParams();
  const query = useQuery(usesQuery);
  const crumbs = [administrationCrumb, { label: 'Uses of emergency access', href: here }];
  return (
    <LoadedPage query={query} what="the use" title="Look at a use of emergency access" breadcrumbs={crumbs}>
      {({ items }) => {
        const use = items.find(({ id }) => id === useId);
        return (
          <Page title="Look at a use of emergency access" breadcrumbs={crumbs}>
            {use?.mayLook ? <Looking use={use} /> : <EmptyState title="There is nothing here for you to look at." />}
          </Page>
        );
      }}
    </LoadedPage>
  );
}

function Looking({ use }: { use: Use }) {
  const done = useDone();
  const refresh = useRefresh();
  const [remark, setRemark] = useState('');
  const { submit, ...state } = useSubmission({
    check: () => (remark.trim() === '' ? [{ name: 'remark', message: 'Say what you found' }] : []),
    send: () => answer(api.POST('/emergency-uses/{id}/look', { params: { path: { id: use.id } }, body: { remark } })),
    done: async () => {
      await refresh();
      await done(here, `It is noted that you looked at the use by ${use.person.name}.`);
    },
  });
  return (
    <>
      <Facts
        facts={[
          { term: 'Who', value: use.person.name },
          { term: 'As', value: emergencyWord(use.role) },
          { term: 'From and to', value: `${longMoment(use.begunAt)} to ${longMoment(use.endsAt)}` },
          { term: 'Reason', value: use.reason },
          { term: 'What was done', value: <Link to={trailOf(use)}>Open the trail</Link> },
        ]}
      />
      <Form {...state} onSubmit={() => void submit(undefined)}>
        <LongTextField name="remark" label="What did you find?" hint="It cannot be changed afterwards" value={remark} onChange={setRemark} rows={3} />
        <SubmitButton pending={state.pending}>Note that I looked at it</SubmitButton>
      </Form>
    </>
  );
}
