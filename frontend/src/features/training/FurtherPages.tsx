import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { answer, api } from '@/api/client';
import { useRefresh } from '@/api/refresh';
import { useSubmission } from '@/api/submit';
import { ButtonLink, DateField, dateProblem, DateText, EmptyState, Facts, Form, isoOf, Loaded, longDate, LongTextField, noDate, Page, Section, SelectField, StateTag, SubmitButton, TodayContext, useDone } from '@/design';
import { crumbsOf, useSubject } from '@/session/subject';
import { furtherPath, furtherPathwaysQuery, furtherProgressQuery, pathwayHistoryQuery } from './further';
import { Road } from './Road';

/** The pathways that a person joined beside the one of their post, and those still to be joined. */
export function FurtherPathwaysPage() {
  const subject = useSubject();
  const query = useQuery(furtherPathwaysQuery(subject.id));
  const { data: history } = useQuery(pathwayHistoryQuery(subject.id));
  return (
    <Loaded query={query} what="the further pathways">
      {({ person, joined, joinable, mayJoin }) => (
        <Page
          title={subject.own ? 'My further pathways' : 'Further pathways'}
          caption={subject.own ? undefined : person.name}
          breadcrumbs={crumbsOf(subject, person.name, 'progress')}
          action={mayJoin && joinable.length > 0 ? <ButtonLink href={`${subject.progressPath}/further/join`}>Put {person.name} on a pathway</ButtonLink> : undefined}
        >
          {joined.length === 0 ? (
            <EmptyState title="No further pathway is joined yet.">
              <p>After ACC, the auditor and trainer programmes are joined here. A manager or the standards lead does so.</p>
            </EmptyState>
          ) : (
            joined.map((one) => (
              <Section key={one.pathway.id} title={one.pathway.title}>
                <Facts
                  facts={[
                    { term: 'Certification', value: <StateTag kind="accreditation" state={one.accreditation.status} /> },
                    { term: 'Why', value: one.accreditation.because },
                    { term: 'Stage', value: one.stage.title },
                    { term: 'Next', value: one.next ? `${one.next.title}${one.nextDueOn ? `, due ${longDate(one.nextDueOn)}` : ''}` : '' },
                    { term: 'Log book', value: one.waiting > 0 ? `${one.waiting} ${one.waiting === 1 ? 'entry waits' : 'entries wait'} to be confirmed` : '' },
                    { term: 'Version', value: one.because },
                  ]}
                />
                <p>
                  <Link to={furtherPath(subject, one.pathway.id)}>
                    Open the pathway<span className="nhsuk-u-visually-hidden">: {one.pathway.title}</span>
                  </Link>
                  {' · '}
                  <Link to={`${furtherPath(subject, one.pathway.id)}/log-book`}>
                    Log book<span className="nhsuk-u-visually-hidden"> of {one.pathway.title}</span>
                  </Link>
                  {mayJoin ? (
                    <>
                      {' · '}
                      <Link to={`/library/training-pathways/${one.pathway.id}/people/${person.id}/leave`}>
                        Take off the pathway<span className="nhsuk-u-visually-hidden">: {one.pathway.title}</span>
                      </Link>
                    </>
                  ) : null}
                </p>
              </Section>
            ))
          )}
          {joinable.length > 0 ? (
            <Section title="Not joined yet">
              <ul className="bw-rows">
                {joinable.map(({ pathway, refusal }) => (
                  <li key={pathway.id}>
                    <Link to={`/library/training-pathways/${pathway.id}`}>{pathway.title}</Link>
                    <span className="bw-note">{refusal ?? 'It can be joined now.'}</span>
                  </li>
                ))}
              </ul>
            </Section>
          ) : null}
          {history && history.items.length > 0 ? (
            <Section title="What was decided about pathways">
              <ul className="bw-rows">
                {history.items.map((item) => (
                  <li key={`${item.kind} ${item.pathway} ${item.startsOn} ${item.decidedOn} ${item.to.id}`}>
                    {item.kind === 'joined' ? `Joined ${item.pathway} on ${longDate(item.startsOn)}.` : null}
                    {item.kind === 'left' ? `Left ${item.pathway} on ${longDate(item.startsOn)}.` : null}
                    {item.kind === 'moved'
                      ? `Moved from ${item.from?.title ?? ''} to ${item.to.title} of ${item.pathway}.`
                      : null}
                    <span className="bw-note">
                      By {item.decidedBy.name} on {longDate(item.decidedOn)}. {item.reason ?? ''}
                    </span>
                  </li>
                ))}
              </ul>
            </Section>
          ) : null}
        </Page>
      )}
    </Loaded>
  );
}

/** Where a person stands on one further pathway. */
export function FurtherProgressPage() {
  const subject = useSubject();
  const { pathwayId = '' } = useParams();
  const query = useQuery(furtherProgressQuery(subject.id, pathwayId));
  const here = furtherPath(subject, pathwayId);
  return (
    <Loaded query={query} what="the pathway">
      {(progress) => (
        <TodayContext value={progress.asOf}>
          <Page
            title={progress.pathway?.title ?? 'Further pathway'}
            caption={subject.own ? 'My further pathways' : progress.person.name}
            breadcrumbs={[
              ...crumbsOf(subject, progress.person.name, 'progress'),
              { label: 'Further pathways', href: `${subject.progressPath}/further` },
            ]}
            action={<ButtonLink href={`${here}/log-book`}>Open the log book</ButtonLink>}
          >
            <Facts
              facts={[
                { term: 'Certification', value: <StateTag kind="accreditation" state={progress.accreditation.status} /> },
                { term: 'Renewal due', value: progress.accreditation.refresherDueOn ? <DateText date={progress.accreditation.refresherDueOn} /> : '' },
                { term: 'Why', value: progress.accreditation.because },
                { term: 'Joined', value: progress.appointedOn ? longDate(progress.appointedOn) : '' },
                { term: 'Version', value: progress.pathway?.versionBecause ?? '' },
              ]}
            />
            <Road progress={progress} subject={{ ...subject, progressPath: here }} />
          </Page>
        </TodayContext>
      )}
    </Loaded>
  );
}

export function JoinPage() {
  const subject = useSubject();
  const query = useQuery(furtherPathwaysQuery(subject.id));
  return (
    <Loaded query={query} what="the pathways">
      {({ person, joinable, mayJoin }) => (
        <Page
          title={mayJoin ? `Put ${person.name} on a further pathway` : 'Join a further pathway'}
          breadcrumbs={[...crumbsOf(subject, person.name, 'progress'), { label: 'Further pathways', href: `${subject.progressPath}/further` }]}
        >
          {mayJoin && joinable.length > 0 ? (
            <JoinForm personId={person.id} choices={joinable.map(({ pathway, refusal }) => ({ value: pathway.id, label: pathway.title, hint: refusal }))} />
          ) : (
            <EmptyState title={mayJoin ? 'There is no pathway to join.' : 'You cannot put people on further pathways.'}>
              {mayJoin ? null : <p>A manager or the standards lead does so.</p>}
            </EmptyState>
          )}
        </Page>
      )}
    </Loaded>
  );
}

function JoinForm({ personId, choices }: { personId: string; choices: { value: string; label: string; hint?: string }[] }) {
  const { progressPath } = useSubject();
  const [pathwayId, setPathway] = useState('');
  const [startsOn, setStartsOn] = useState(noDate);
  const [reason, setReason] = useState('');
  const done = useDone();
  const refresh = useRefresh();
  const wrong = dateProblem('The day of joining', startsOn, { required: true });
  const { submit, ...state } = useSubmission({
    check: () => [
      ...(pathwayId === '' ? [{ name: 'pathwayId', message: 'Choose the pathway' }] : []),
      ...(wrong ? [{ name: 'startsOn', message: wrong.message }] : []),
    ],
    send: (_: undefined, key) =>
      answer(
        api.POST('/people/{id}/further-pathways', {
          params: { path: { id: personId }, header: { 'Idempotency-Key': key } },
          body: { pathwayId, startsOn: isoOf(startsOn) ?? '', reason },
        }),
      ),
    done: async () => {
      await refresh();
      await done(`${progressPath}/further`, 'The pathway is joined.');
    },
  });
  const chosen = choices.find(({ value }) => value === pathwayId);
  return (
    <Form {...state} onSubmit={() => void submit(undefined)}>
      <SelectField
        name="pathwayId"
        label="Pathway"
        hint={chosen?.hint}
        value={pathwayId}
        onChange={setPathway}
        placeholder="Choose the pathway"
        choices={choices}
      />
      <DateField name="startsOn" label="Day of joining" value={startsOn} onChange={setStartsOn} wrong={wrong?.parts} />
      <LongTextField name="reason" label="Reason (optional)" value={reason} onChange={setReason} rows={2} />
      <SubmitButton pending={state.pending}>Join the pathway</SubmitButton>
    </Form>
  );
}
