import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { ButtonLink, EmptyState, Loaded, longDate, Page } from '@/design';
import { useMay } from '@/session/session';
import { pathwayQuery, pathwayVersionsQuery } from '../queries';
import { libraryCrumb } from '../words';
import { MoveList } from './MoveList';
import { PathwayMap } from './PathwayMap';

const moveHref = (id: string) => `/progress/moves?move=${id}`;

/** The map of roles in force: drawn, and the same as text. */
export function PathwayPage() {
  const query = useQuery(pathwayQuery);
  const mayManage = useMay('pathways.manage');
  return (
    <Page
      title="Pathway map"
      breadcrumbs={[libraryCrumb]}
      action={mayManage ? <EditAction /> : <ButtonLink href="/progress/moves">What would I need?</ButtonLink>}
    >
      <p>Which role leads to which, and on which conditions. Bands stand beside each other, families of work below.</p>
      <Loaded query={query} what="the map">
        {({ pathway }) =>
          pathway ? (
            <>
              <p className="bw-small">
                Version {pathway.number}, in force since {longDate(pathway.publishedOn ?? '')}
                {pathway.publishedBy ? `, published by ${pathway.publishedBy.name}` : ''}.{' '}
                <Link to="/library/pathway/versions">All versions</Link>
              </p>
              <PathwayMap pathway={pathway} moveHref={moveHref} />
              <h2 className="nhsuk-heading-m">The moves as text</h2>
              <MoveList
                pathway={pathway}
                actions={({ id, to }) => (
                  <Link to={moveHref(id)}>
                    What would I need?<span className="nhsuk-u-visually-hidden"> For {to.name}</span>
                  </Link>
                )}
              />
            </>
          ) : (
            <EmptyState title="No map of roles is published yet.">
              <p>A standards lead draws it: which role leads to which, and what somebody needs for the move.</p>
            </EmptyState>
          )
        }
      </Loaded>
    </Page>
  );
}

/** To the draft where there is one, to a new one otherwise. */
function EditAction() {
  const { data } = useQuery(pathwayVersionsQuery);
  const draft = data?.items.find(({ state }) => state === 'draft');
  return draft ? (
    <ButtonLink href={`/library/pathway/${draft.id}`}>Go on with the draft</ButtonLink>
  ) : (
    <ButtonLink href="/library/pathway/new">Begin a draft</ButtonLink>
  );
}
