import { Link } from 'react-router';
import { DateText, EmptyState } from '@/design';
import { EvidenceContent } from './EvidenceContent';
import { ClaimTag, WhyFresh } from './NeedsFresh';
import type { Claim, ClaimedStatement } from './types';
import { VersionsBeside } from './Versions';
import { kindWord } from './words';

/** A statement as it is judged: its words, where it stands. */
export function StatementText({ statement }: { statement: ClaimedStatement }) {
  return (
    <div className="bw-judged">
      <p className="bw-judged__where">
        {statement.skill} ({statement.code}), level {statement.level}: {statement.aspect}
      </p>
      <p className="bw-judged__text">{statement.text}</p>
    </div>
  );
}

/** The same aspect one level down and up, to judge by. */
export function Neighbours({ neighbours }: { neighbours: ClaimedStatement[] }) {
  if (neighbours.length === 0) return <p>This aspect stands at one level only.</p>;
  return (
    <dl className="bw-neighbours">
      {neighbours.map((statement) => (
        <div key={statement.id}>
          <dt>
            {statement.code} {statement.level}
          </dt>
          <dd>{statement.text}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The pieces of evidence on which a claim rests, each as a whole. */
export function ClaimEvidenceList({ claim, portfolioPath }: { claim: Claim; portfolioPath: string }) {
  if (claim.evidence.length === 0) {
    return <EmptyState title="No evidence is chosen yet.">A claim needs evidence before it can be submitted.</EmptyState>;
  }
  return <EvidencePieces pieces={claim.evidence} portfolioPath={portfolioPath} />;
}

/** Pieces of evidence as a claim uses them. */
export function EvidencePieces({ pieces, portfolioPath }: { pieces: Claim['evidence']; portfolioPath: string }) {
  return pieces.map(({ evidence, submitted, stale }) => (
    <article key={evidence.id} className="bw-evidence">
      <h3 className="nhsuk-heading-s">
        <Link to={`${portfolioPath}/evidence/${evidence.id}`}>
          {evidence.title === '' ? kindWord(evidence.kind) : evidence.title}
        </Link>
      </h3>
      <p className="bw-small">
        {kindWord(evidence.kind)}, <DateText date={evidence.happenedOn} plain />
      </p>
      {stale ? (
        <p>
          <WhyFresh fresh={stale} />
        </p>
      ) : null}
      {submitted && evidence.contentVisible ? (
        <details className="nhsuk-details">
          <summary className="nhsuk-details__summary">
            <span className="nhsuk-details__summary-text">Changed since the claim was submitted: see both versions</span>
          </summary>
          <div className="nhsuk-details__text">
            <VersionsBeside before={submitted} after={evidence} labels={['As submitted', 'As it is now']} />
          </div>
        </details>
      ) : null}
      {submitted && !evidence.contentVisible ? <p>Changed since the claim was submitted.</p> : null}
      <EvidenceContent evidence={evidence} level="h4" />
    </article>
  ));
}

/** The person's other claims on the same aspect. */
export function EarlierClaims({ claim, claimPath }: { claim: Claim; claimPath: (id: string) => string }) {
  if (claim.earlier.length === 0) return <p>There are no others.</p>;
  return (
    <ul className="bw-rows">
      {claim.earlier.map((earlier) => (
        <li key={earlier.id}>
          <Link to={claimPath(earlier.id)}>{earlier.title}</Link>{' '}
          <ClaimTag state={earlier.state} fresh={earlier.needsFreshEvidence} sealed={earlier.sealed} />
          {earlier.reason ? <blockquote className="bw-quote">{earlier.reason}</blockquote> : null}
        </li>
      ))}
    </ul>
  );
}
