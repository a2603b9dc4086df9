import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { answer, api, type Tagged } from '@/api/client';
import { Loaded, Page } from '@/design';
import { crumbsOf, useSubject } from '@/session/subject';
import { EvidenceForm, type EvidenceBody } from './EvidenceForm';
import { evidenceQuery, patientPatternsQuery } from './queries';
import { ShowcaseForm } from './ShowcaseForm';
import type { Evidence } from './types';

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
  const patterns = useQuery(patientPatternsQuery);
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
        <Loaded query={patterns} what="the page">
          {({ items }) => <EvidenceForm evidence={value} etag={etag} patterns={items} send={save} />}
        </Loaded>
      ) : (
        <ShowcaseForm evidence={value} send={(showcased) => save({ showcased })} />
      )}
    </Page>
  );
}
