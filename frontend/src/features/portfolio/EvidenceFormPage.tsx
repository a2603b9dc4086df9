import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { answer, api, type Tagged } from '@/api/client';
import { Loaded, Page } from '@/design';
import { crumbsOf, useSubject } from '@/session/subject';
import { EvidenceForm, type EvidenceBody } from './EvidenceForm';
import { evidenceQuery } from './queries';
import { ShowcaseForm } from './ShowcaseForm';
import type { Evidence } from './types';

export function NewEvidencePage() {
  const subject = useSubject();
  return (
    <Page title="Add evidence" breadcrumbs={crumbsOf(subject, '', 'portfolio')}>
      <p>Leave out everything that could tell who a patient is: names, NHS numbers, hospital numbers, dates of birth.</p>
      <EvidenceForm
        personId={subject.id}
        send={(body: EvidenceBody, key) =>
          answer(
            api.POST('/people/{id}/evidence', {
              params: { path: { id: subject.id }, header: { 'Idempotency-Key': key } },
              body,
            }),
          )
        }
        saved="Your evidence is saved. Next, claim the statements that it shows."
      />
    </Page>
  );
}

export function EditEvidencePage() {
  const { evidenceId = '' } = useParams();
  const query = useQuery(evidenceQuery(evidenceId));
  return (
    <Loaded query={query} what="the evidence">
      {(tagged) => <Editing tagged={tagged} />}
    </Loaded>
  );
}

function Editing({ tagged: { value, etag } }: { tagged: Tagged<Evidence> }) {
  const subject = useSubject();
  const crumbs = [
    ...crumbsOf(subject, value.person.name, 'portfolio'),
    { label: value.title, href: `${subject.portfolioPath}/evidence/${value.id}` },
  ];
  const save = (body: Partial<EvidenceBody>) =>
    answer(
      api.PATCH('/evidence/{id}', { params: { path: { id: value.id }, header: { 'If-Match': etag } }, body }),
    );
  return (
    <Page title={value.editable ? 'Change evidence' : 'Showcase this evidence'} breadcrumbs={crumbs}>
      {value.editable ? (
        <EvidenceForm personId={subject.id} evidence={value} send={save} saved="Your changes are saved." />
      ) : (
        <ShowcaseForm evidence={value} send={(showcased) => save({ showcased })} />
      )}
    </Page>
  );
}
