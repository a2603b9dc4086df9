import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { EmptyState, Loaded, Page, Section } from '@/design';
import { crumbsOf, type Subject, useSubject } from '@/session/subject';
import { evidenceQuery, versionsQuery } from './queries';
import type { Evidence } from './types';
import { type Said, spanOf, VersionsBeside } from './Versions';
import { hiddenContent, kindWord } from './words';

/** Every version of evidence that a reviewer could have seen, each beside the one after it. */
export function EvidenceVersionsPage() {
  const { evidenceId = '' } = useParams();
  const subject = useSubject();
  const query = useQuery(evidenceQuery(evidenceId));
  return (
    <Loaded query={query} what="the evidence">
      {({ value }) => <Versions evidence={value} subject={subject} />}
    </Loaded>
  );
}

function Versions({ evidence, subject }: { evidence: Evidence; subject: Subject }) {
  const versions = useQuery(versionsQuery(evidence.id));
  const title = evidence.title === '' ? kindWord(evidence.kind) : evidence.title;
  return (
    <Page
      title="Former versions"
      caption={title}
      breadcrumbs={[
        ...crumbsOf(subject, evidence.person.name, 'portfolio'),
        { label: title, href: `${subject.portfolioPath}/evidence/${evidence.id}` },
      ]}
    >
      <p>Once a claim was submitted on evidence, every version of it is kept word for word.</p>
      <Loaded query={versions} what="the versions">
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title="There are no former versions.">
              It has not been changed since a claim on it was submitted.
            </EmptyState>
          ) : (
            items.map((version, index) => {
              const after: Said = items[index - 1] ?? evidence;
              return (
                <Section key={version.version} title={spanOf(version)}>
                  {evidence.contentVisible ? (
                    <VersionsBeside before={version} after={after} labels={['It said', index === 0 ? 'It says now' : 'Then it said']} />
                  ) : (
                    <p>{hiddenContent}</p>
                  )}
                </Section>
              );
            })
          )
        }
      </Loaded>
    </Page>
  );
}
