import { DateText, fileSize, LocalTable, longDate, longMoment, Section, StateTag, stateWord, useTableView } from '@/design';
import { formerWords, type PackClaim, type PackContent } from './words';

/** What was frozen, to be read. */
export function PackParts({ packId, content }: { packId: string; content: PackContent }) {
  const titles = new Map(content.evidence.map(({ key, title }) => [key, title]));
  const files = new Map(content.files.map((file) => [file.sha256, file]));
  return (
    <>
      {content.progress ? <Progress progress={content.progress} /> : null}
      <Section title="Statements">
        {content.statements.map((statement) => (
          <details className="nhsuk-details" key={statement.id}>
            <summary className="nhsuk-details__summary">
              <span className="nhsuk-details__summary-text">
                {statement.code} {statement.level}, {statement.aspect}
                {': '}
                {statement.claims.length === 0 ? 'not claimed' : stateWord('claim', statement.claims[0]?.state ?? '').word.toLowerCase()}
              </span>
            </summary>
            <div className="nhsuk-details__text">
              <p>{statement.text}</p>
              <Claims claims={statement.claims} titles={titles} />
            </div>
          </details>
        ))}
        {content.criteria.map((criterion) => (
          <details className="nhsuk-details" key={criterion.text}>
            <summary className="nhsuk-details__summary">
              <span className="nhsuk-details__summary-text">{criterion.text}</span>
            </summary>
            <div className="nhsuk-details__text">
              <p>
                {criterion.role}, {criterion.group}
              </p>
              <Claims claims={criterion.claims} titles={titles} />
            </div>
          </details>
        ))}
      </Section>
      <Section title="Evidence">
        {content.evidence.map((evidence) => (
          <details className="nhsuk-details" key={evidence.key}>
            <summary className="nhsuk-details__summary">
              <span className="nhsuk-details__summary-text">
                {evidence.title}, {longDate(evidence.happenedOn)}
              </span>
            </summary>
            <div className="nhsuk-details__text">
              <h3 className="nhsuk-heading-xs">What I did</h3>
              <p className="bw-written">{evidence.whatIDid}</p>
              {evidence.reflection ? (
                <>
                  <h3 className="nhsuk-heading-xs">What I learnt</h3>
                  <p className="bw-written">{evidence.reflection}</p>
                </>
              ) : null}
              {evidence.files.length > 0 ? (
                <ul>
                  {evidence.files.map((file) => (
                    <li key={file.sha256}>
                      <a href={`/api/v1/packs/${packId}/files/${file.sha256}`} download>
                        {file.name}
                      </a>{' '}
                      ({fileSize(files.get(file.sha256)?.size ?? 0)})
                    </li>
                  ))}
                </ul>
              ) : null}
              {evidence.links.length > 0 ? (
                <ul>
                  {evidence.links.map((link) => (
                    <li key={link.url}>
                      <a href={link.url} rel="noreferrer">
                        {link.title}
                      </a>
                    </li>
                  ))}
                </ul>
              ) : null}
            </div>
          </details>
        ))}
      </Section>
    </>
  );
}

function Progress({ progress }: { progress: NonNullable<PackContent['progress']> }) {
  const view = useTableView('milestones');
  return (
    <Section title="Progress">
      {progress.accreditations.map((held) => (
        <p key={held.title}>
          {held.title} <StateTag kind="accreditation" state={held.status} />
        </p>
      ))}
      {progress.milestones.length > 0 ? (
        <LocalTable
          caption="Milestones as they stood"
          hideCaption
          view={view}
          empty={null}
          rows={progress.milestones}
          rowKey={({ title }) => title}
          columns={[
            { key: 'title', header: 'Milestone', rowHeader: true, cell: ({ title }) => title },
            { key: 'state', header: 'State', cell: ({ state }) => <StateTag kind="milestone" state={state} /> },
            { key: 'dueOn', header: 'Due', cell: ({ dueOn }) => (dueOn ? <DateText date={dueOn} plain /> : null) },
            { key: 'doneOn', header: 'Done', cell: ({ doneOn }) => (doneOn ? <DateText date={doneOn} plain /> : null) },
          ]}
        />
      ) : null}
    </Section>
  );
}

function Claims({ claims, titles }: { claims: PackClaim[]; titles: Map<string, string> }) {
  return claims.map((claim, index) => (
    <div key={index}>
      <p>
        <StateTag kind="claim" state={claim.state} />
        {claim.state === 'approved_lower' && claim.level ? ` level ${claim.level}` : ''}
      </p>
      {claim.needsFreshEvidence ? (
        <p>
          Needed fresh evidence since {longDate(claim.needsFreshEvidence.since)}. {claim.needsFreshEvidence.because}
        </p>
      ) : null}
      {claim.explanation ? <p className="bw-written">{claim.explanation}</p> : null}
      {claim.evidence.length > 0 ? <p>It rests on: {claim.evidence.map((key) => titles.get(key) ?? '').join('; ')}.</p> : null}
      <ul>
        {claim.history
          .filter(({ state }) => state !== 'draft')
          .map((step) => (
            <li key={step.at}>
              <StateTag kind="claim" state={step.state} /> {step.state === 'approved_lower' && step.level ? `Level ${step.level}. ` : ''}
              {step.by}, {longMoment(step.at)}
              {step.reason ? <p className="bw-written">{step.reason}</p> : null}
            </li>
          ))}
        {(claim.conversation ?? []).map((message) => (
          <li key={`${message.at} ${message.by}`}>
            {message.by} wrote, {longMoment(message.at)}
            <p className="bw-written">{message.text}</p>
          </li>
        ))}
        {(claim.formerReviews ?? []).map((review, place) => (
          <li key={`former-${place}`}>
            {formerWords(review, longDate(review.reviewedOn))}
            {review.reason ? <p className="bw-written">{review.reason}</p> : null}
          </li>
        ))}
      </ul>
    </div>
  ));
}
