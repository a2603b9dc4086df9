import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { ButtonLink, DateText, EmptyState, Facts, Loaded, Page, StateTag } from '@/design';
import { crumbsOf, type Subject, useSubject } from '@/session/subject';
import { EvidenceContent } from './EvidenceContent';
import { evidenceQuery } from './queries';
import type { Evidence } from './types';
import { kindWord, statementName } from './words';

export function EvidencePage() {
  const { evidenceId = '' } = useParams();
  const subject = useSubject();
  const query = useQuery(evidenceQuery(evidenceId));
  return (
    <Loaded query={query} what="the evidence">
      {({ value }) => <LoadedEvidence evidence={value} subject={subject} />}
    </Loaded>
  );
}

function LoadedEvidence({ evidence, subject }: { evidence: Evidence; subject: Subject }) {
  const { person } = evidence;
  const here = `${subject.portfolioPath}/evidence/${evidence.id}`;
  return (
    <Page
      title={evidence.title === '' ? kindWord(evidence.kind) : evidence.title}
      caption={subject.own ? 'Evidence' : `Evidence of ${person.name}`}
      breadcrumbs={crumbsOf(subject, person.name, 'portfolio')}
      action={
        subject.own ? (
          <ButtonLink href={`${subject.portfolioPath}/claims/new?evidence=${evidence.id}`}>Claim statements</ButtonLink>
        ) : null
      }
    >
      <Facts
        facts={[
          { term: 'Kind', value: kindWord(evidence.kind) },
          { term: 'Date', value: <DateText date={evidence.happenedOn} plain /> },
          { term: 'Showcased', value: evidence.showcased ? 'Yes' : 'No' },
        ]}
      />
      <EvidenceContent evidence={evidence} />
      <h2 className="nhsuk-heading-m">Claims that rest on it</h2>
      {evidence.claims.length > 0 ? (
        <ul className="bw-rows">
          {evidence.claims.map((claim) => (
            <li key={claim.id}>
              <Link to={`${subject.portfolioPath}/claims/${claim.id}`}>{statementName(claim.statement)}</Link>{' '}
              <StateTag kind="claim" state={claim.state} />
            </li>
          ))}
        </ul>
      ) : (
        <EmptyState title="No claim rests on this evidence yet.">
          {subject.own ? <p>Claim the statements that it shows, then submit them for review.</p> : null}
        </EmptyState>
      )}
      {subject.own ? (
        <div className="nhsuk-button-group">
          <ButtonLink href={`${here}/edit`} secondary>
            {evidence.editable ? 'Change this evidence' : 'Change whether it is showcased'}
          </ButtonLink>
          {evidence.deletable ? <Link to={`${here}/delete`}>Delete this evidence</Link> : null}
        </div>
      ) : null}
    </Page>
  );
}
