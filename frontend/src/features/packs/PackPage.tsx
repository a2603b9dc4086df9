import { useQuery } from '@tanstack/react-query';
import { Button } from 'nhsuk-react-components';
import { Link, useParams } from 'react-router';
import { answer, api } from '@/api/client';
import { useRefresh } from '@/api/refresh';
import { useSubmission } from '@/api/submit';
import { DateText, Facts, fileSize, Form, Loaded, longDate, Page, Section } from '@/design';
import { useMe } from '@/session/session';
import { subjectOf } from '@/session/subject';
import { PackParts } from './PackParts';
import { packContentQuery, packQuery } from './queries';
import { Shares } from './Shares';
import { documentNames, held, type Pack, type PackDocument, parts, progressWords, purposes } from './words';

export function PackPage() {
  const { packId = '' } = useParams();
  const query = useQuery(packQuery(packId));
  return (
    <Loaded query={query} what="the pack">
      {(pack) => <LoadedPack pack={pack} />}
    </Loaded>
  );
}

function LoadedPack({ pack }: { pack: Pack }) {
  const me = useMe();
  const content = useQuery(packContentQuery(pack.id));
  const own = pack.person.id === me.person.id;
  const list = own || !pack.mine ? '/portfolio/packs' : `${subjectOf(pack.person.id, me.person.id).portfolioPath}/packs`;
  return (
    <Page
      title={pack.title}
      caption={`Portfolio of ${pack.person.name}, as it was on ${longDate(pack.frozenOn)}`}
      breadcrumbs={[
        { label: 'My portfolio', href: '/portfolio' },
        { label: 'Packs', href: list },
      ]}
    >
      <Facts
        facts={[
          { term: 'Made for', value: purposes[pack.purpose] },
          { term: 'What is in it', value: parts[pack.parts] },
          { term: 'As it was on', value: <DateText date={pack.frozenOn} plain /> },
          { term: 'Made by', value: pack.madeBy.name },
          {
            term: 'It holds',
            value: held(pack),
          },
          ...(pack.sharedUntil
            ? [{ term: 'Shared with you until', value: <DateText date={pack.sharedUntil} plain /> }]
            : []),
        ]}
      />
      <Section title="Take it with you">
        <ul className="bw-rows" aria-live="polite">
          {pack.documents.map((document) => (
            <li key={document.kind}>
              <Document pack={pack} document={document} />
            </li>
          ))}
        </ul>
      </Section>
      {own || pack.mine ? <Shares pack={pack} /> : null}
      <Loaded query={content} what="what is in the pack">
        {(frozen) => <PackParts packId={pack.id} content={frozen} />}
      </Loaded>
      {pack.deletable ? (
        <p>
          <Link to={`/packs/${pack.id}/delete`}>Delete this pack</Link>
        </p>
      ) : null}
    </Page>
  );
}

function Document({ pack, document }: { pack: Pack; document: PackDocument }) {
  const name = documentNames[document.kind];
  if (document.state === 'ready') {
    return (
      <>
        <a href={`/api/v1/packs/${pack.id}/download?kind=${document.kind}`} download>
          {name}
        </a>{' '}
        ({fileSize(document.size)})
        <p className="bw-small">
          {document.kind === 'pdf'
            ? 'With contents, reviews and attachments, to print or to send.'
            : 'Everything with the files as they are. Another organisation’s Bandwise can take it in.'}
        </p>
      </>
    );
  }
  return (
    <>
      <strong>{name}</strong>
      <p>{progressWords(document)}</p>
      {document.state === 'making' ? (
        <progress max={Math.max(document.total, 1)} value={document.done} aria-label={`Making the ${name}`} />
      ) : null}
      {document.state === 'failed' ? <Again pack={pack} document={document} /> : null}
    </>
  );
}

function Again({ pack, document }: { pack: Pack; document: PackDocument }) {
  const refresh = useRefresh();
  const { submit, ...state } = useSubmission({
    send: (kind: PackDocument['kind']) =>
      answer(api.POST('/packs/{id}/documents', { params: { path: { id: pack.id } }, body: { kind } })),
    done: refresh,
  });
  return (
    <Form {...state} onSubmit={() => void submit(document.kind)}>
      <Button secondary small type="submit">
        Try again<span className="nhsuk-u-visually-hidden">: {documentNames[document.kind]}</span>
      </Button>
    </Form>
  );
}
