import { Link } from 'react-router';
import { fileSize } from '@/design';
import { EvidenceCheck } from './EvidenceCheck';
import { useMe } from '@/session/session';
import { subjectOf } from '@/session/subject';
import type { Evidence } from './types';
import { hiddenContent } from './words';

/** What the person wrote and added: texts, files with their pictures, links. */
export function EvidenceContent({ evidence, level = 'h2' }: { evidence: Evidence; level?: 'h2' | 'h4' }) {
  const me = useMe();
  const { portfolioPath } = subjectOf(evidence.person.id, me.person.id);
  const Heading = level;
  const size = level === 'h2' ? 'nhsuk-heading-m' : 'nhsuk-heading-xs';
  if (!evidence.contentVisible) return <p>{hiddenContent}</p>;
  return (
    <>
      <EvidenceCheck evidenceId={evidence.id} />
      <Heading className={size}>What I did</Heading>
      <p className="bw-written">{evidence.whatIDid}</p>
      {evidence.reflection ? (
        <>
          <Heading className={size}>What I learnt</Heading>
          <p className="bw-written">{evidence.reflection}</p>
        </>
      ) : null}
      {evidence.files.length > 0 ? (
        <>
          <Heading className={size}>Files</Heading>
          <ul className="bw-attachments">
            {evidence.files.map((file) => (
              <li key={file.id}>
                <a href={`/api/v1/files/${file.id}`} download>
                  {file.name}
                </a>{' '}
                ({fileSize(file.size)})
                {file.mediaType.startsWith('image/') || file.mediaType === 'application/pdf' ? (
                  <>
                    {' '}
                    <Link to={`${portfolioPath}/evidence/${evidence.id}/files/${file.id}`}>
                      Preview<span className="nhsuk-u-visually-hidden"> of {file.name}</span>
                    </Link>
                  </>
                ) : null}
                {file.mediaType.startsWith('image/') ? (
                  <img className="bw-attachments__picture" src={`/api/v1/files/${file.id}/picture`} alt="" loading="lazy" />
                ) : null}
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {evidence.links.length > 0 ? (
        <>
          <Heading className={size}>Links</Heading>
          <ul>
            {evidence.links.map((link) => (
              <li key={link.url}>
                <a href={link.url} rel="noreferrer">
                  {link.title}
                </a>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </>
  );
}
