import { answer, api } from '@/api/client';
import { codingQuery } from '@/api/people';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'nhsuk-react-components';
import { useList } from '@/api/lists';
import { ButtonLink, EmptyState, Loaded } from '@/design';
import type { Subject } from '@/session/subject';
import { AuditTable } from './AuditTable';
import { codingPath, PracticeFrame } from './PracticeFrame';

/** Every audit of a person, drafts included for those who may audit. */
export function AuditsPage() {
  return <PracticeFrame title="Audits">{(subject, name) => <Audits subject={subject} name={name} />}</PracticeFrame>;
}

function Audits({ subject, name }: { subject: Subject; name: string }) {
  const { data: practice } = useQuery(codingQuery(subject.id));
  const list = useList(['people', subject.id, 'coding-audits'], (cursor) =>
    answer(api.GET('/people/{id}/coding-audits', { params: { path: { id: subject.id }, query: { cursor } } })),
  );
  return (
    <>
      {practice?.mayAudit && !subject.own ? <ButtonLink href={`${codingPath(subject)}/audits/new`}>{`Audit the coding of ${name}`}</ButtonLink> : null}
      <Loaded query={list.whole} what="the audits">
        {() =>
          list.total === 0 ? (
            <EmptyState title="There is no audit yet." />
          ) : (
            <>
              <AuditTable audits={list.rows} />
              {list.hasMore ? (
                <Button type="button" secondary onClick={list.more}>
                  Show more
                </Button>
              ) : null}
            </>
          )
        }
      </Loaded>
    </>
  );
}
