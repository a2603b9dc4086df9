import { useQuery } from '@tanstack/react-query';
import { InsetText } from 'nhsuk-react-components';
import { Link, useParams } from 'react-router';
import { ButtonLink, DateText, EmptyState, Facts, Loaded, Page } from '@/design';
import { crumbsOf, type Subject, useSubject } from '@/session/subject';
import { EvidenceContent } from './EvidenceContent';
import { ClaimTag, WhyFresh } from './NeedsFresh';
import { keptEdit } from './drafts/keptEdits';
import { evidenceQuery } from './queries';
import { Suggestions } from './Suggestions';
import type { Evidence } from './types';
import { kindWord } from './words';

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

const approved = (state: string) => state === 'approved' || state === 'approved_lower';

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
      {subject.own && keptEdit(subject.id, evidence.id) ? (
        <InsetText>
          <p>
            You changed this evidence and did not save it. <Link to={`${here}/edit`}>Go on with what you typed</Link>
          </p>
        </InsetText>
      ) : null}
      <Facts
        facts={[
          { term: 'Kind', value: kindWord(evidence.kind) },
          {
            term: 'Date',
            value: (
              <>
                <DateText date={evidence.happenedOn} plain />
                {evidence.happenedUntil ? (
                  <>
                    {' '}
                    to <DateText date={evidence.happenedUntil} plain />
                  </>
                ) : null}
              </>
            ),
          },
          { term: 'Showcased', value: evidence.showcased ? 'Yes' : 'No' },
        ]}
      />
      {evidence.needsFreshEvidence ? (
        <InsetText>
          <h2 className="nhsuk-heading-s">This evidence has grown stale</h2>
          <p>
            It counts no longer for every statement that it is claimed for. Nothing of it is lost.
            {subject.own ? ' Add fresh evidence to the claims below, and submit them again.' : ''}
          </p>
        </InsetText>
      ) : null}
      <EvidenceContent evidence={evidence} />
      {evidence.replacedVersions > 0 ? (
        <p>
          <Link to={`${here}/versions`}>
            {evidence.replacedVersions === 1 ? '1 former version' : `${evidence.replacedVersions} former versions`}
          </Link>
        </p>
      ) : null}
      <h2 className="nhsuk-heading-m">Claims that rest on it</h2>
      {evidence.claims.length > 0 ? (
        <ul className="bw-rows">
          {evidence.claims.map((claim) => (
            <li key={claim.id}>
              <Link to={`${subject.portfolioPath}/claims/${claim.id}`}>{claim.title}</Link>{' '}
              <ClaimTag state={claim.state} fresh={approved(claim.state) ? claim.needsFreshEvidence : undefined} />
              {claim.needsFreshEvidence ? (
                <span className="bw-note">
                  <WhyFresh fresh={claim.needsFreshEvidence} />
                </span>
              ) : null}
            </li>
          ))}
        </ul>
      ) : (
        <EmptyState title="No claim rests on this evidence yet.">
          {subject.own ? <p>Claim the statements that it shows, then submit them for review.</p> : null}
        </EmptyState>
      )}
      {subject.own ? <Suggestions evidence={evidence} subject={subject} /> : null}
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
