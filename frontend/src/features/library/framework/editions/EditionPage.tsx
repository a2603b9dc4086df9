import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { ButtonLink, DateText, EmptyState, Facts, Loaded, LoadedPage, Page, Section, StateTag } from '@/design';
import { useMay } from '@/session/session';
import { ChangeList } from './ChangeList';
import { editionQuery, editionsQuery } from './queries';
import type { Edition, EditionDetail } from './types';
import { editionName } from './words';
import { contentsPath, differencesPath, draftPath, editionCrumbs, exchangePath } from '../paths';
import { counted } from '../../words';

/** One edition: what it changes, and for a draft what can be done with it. */
export function EditionPage() {
  const { frameworkId = '', number = '' } = useParams();
  const query = useQuery(editionsQuery(frameworkId));
  return (
    <LoadedPage query={query} what="the edition" title={`Edition ${number}`} breadcrumbs={editionCrumbs(frameworkId)}>
      {({ items }) => {
        const edition = items.find((one) => `${one.number}` === number);
        return edition ? (
          <FoundEdition frameworkId={frameworkId} edition={edition} />
        ) : (
          <Page title={`Edition ${number}`} breadcrumbs={editionCrumbs(frameworkId)}>
            <EmptyState title="There is no such edition.">
              <p>If it was a draft, somebody has thrown it away, or your roles do not include drafts.</p>
            </EmptyState>
          </Page>
        );
      }}
    </LoadedPage>
  );
}

function FoundEdition({ frameworkId, edition }: { frameworkId: string; edition: Edition }) {
  const editing = useMay('framework.edit') && edition.state === 'draft';
  return (
    <Page
      title={editionName(edition)}
      caption={<StateTag kind="edition" state={edition.state} />}
      breadcrumbs={editionCrumbs(frameworkId)}
      action={
        editing && edition.changeCount > 0 ? (
          <ButtonLink href={draftPath(frameworkId, 'publish')}>Publish this edition</ButtonLink>
        ) : null
      }
    >
      {edition.note === '' ? null : <p className="bw-written">{edition.note}</p>}
      <Facts
        facts={[
          {
            term: 'In force from',
            value: edition.effectiveOn === undefined ? undefined : <DateText date={edition.effectiveOn} plain />,
          },
          { term: 'Started by', value: edition.createdBy?.name },
          { term: 'Published by', value: edition.publishedBy?.name },
          {
            term: 'Statements',
            value: <Link to={contentsPath(frameworkId, edition.number)}>All the statements of this edition</Link>,
          },
          {
            term: 'Compared',
            value:
              edition.number === 0 ? undefined : (
                <Link to={differencesPath(frameworkId, edition.number - 1, edition.number)}>
                  What it changes, word by word
                </Link>
              ),
          },
        ]}
      />
      {editing ? <DraftActions frameworkId={frameworkId} edition={edition} /> : null}
      {edition.id === undefined ? <p>The framework as its source document has it, corrected. It changes nothing.</p> : null}
      {edition.id === undefined ? null : <Changes frameworkId={frameworkId} id={edition.id} editing={editing} />}
    </Page>
  );
}

function DraftActions({ frameworkId, edition }: { frameworkId: string; edition: Edition }) {
  const actions = [
    { label: 'Change or end a statement', href: contentsPath(frameworkId, edition.number), what: 'choose it from the draft’s statements' },
    { label: 'Add a local statement', href: draftPath(frameworkId, 'statements/new'), what: 'beside the national ones' },
    { label: 'Add a local skill', href: draftPath(frameworkId, 'skills/new'), what: 'with a code of its own' },
    { label: 'Read a spreadsheet', href: exchangePath(frameworkId), what: 'with many changes at once' },
    { label: 'Change the title or the note', href: draftPath(frameworkId, 'name'), what: 'of this edition' },
    { label: 'Throw this draft away', href: draftPath(frameworkId, 'discard'), what: 'with all its changes' },
  ];
  return (
    <Section title="Work on this draft">
      <ul className="nhsuk-list">
        {actions.map(({ label, href, what }) => (
          <li key={href}>
            <Link to={href}>{label}</Link>: {what}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Changes({ frameworkId, id, editing }: { frameworkId: string; id: string; editing: boolean }) {
  const query = useQuery(editionQuery(id));
  return (
    <Loaded query={query} what="the changes">
      {(detail: EditionDetail) => (
        <>
          <h2 className="nhsuk-heading-m">{counted(detail.changes.length, 'change')}</h2>
          {detail.changes.length === 0 ? (
            <EmptyState title="Nothing is changed yet.">
              <p>Choose a statement to change, or add one. Nobody but those who edit the framework sees it before it is published.</p>
            </EmptyState>
          ) : (
            <ChangeList frameworkId={frameworkId} changes={detail.changes} editing={editing} />
          )}
          <LocalSkills frameworkId={frameworkId} detail={detail} editing={editing} />
        </>
      )}
    </Loaded>
  );
}

function LocalSkills({ frameworkId, detail, editing }: { frameworkId: string; detail: EditionDetail; editing: boolean }) {
  const local = detail.skills.filter(({ own }) => own === 'local');
  if (!editing || local.length === 0) return null;
  return (
    <Section title="Local skills">
      <ul className="bw-hits">
        {local.map(({ code, name }) => (
          <li key={code}>
            {name} ({code}){' '}
            <Link to={draftPath(frameworkId, `skills/${code}`)}>
              Rename<span className="nhsuk-u-visually-hidden"> {name}</span>
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}
