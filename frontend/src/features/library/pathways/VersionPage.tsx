import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { ButtonLink, EmptyState, Facts, LoadedPage, longDate, Page, StateTag } from '@/design';
import { pathwayVersionQuery } from '../queries';
import type { RolePathway } from '../types';
import { libraryCrumb } from '../words';
import { pathwayCrumb } from './crumbs';
import { MoveList } from './MoveList';
import { PathwayMap } from './PathwayMap';

const crumbs = [libraryCrumb, pathwayCrumb];

/** One version of the map; a draft can be changed here. */
export function VersionPage() {
  const { pathwayId = '' } = useParams();
  const query = useQuery(pathwayVersionQuery(pathwayId));
  return (
    <LoadedPage query={query} what="the map" title="A version of the pathway map" breadcrumbs={crumbs}>
      {(pathway) => <Version pathway={pathway} />}
    </LoadedPage>
  );
}

function Version({ pathway }: { pathway: RolePathway }) {
  const { id, number, state, note, madeBy, publishedOn, retiredOn, moves, mayEdit } = pathway;
  const here = `/library/pathway/${id}`;
  return (
    <Page
      title={state === 'draft' ? 'Draft of the pathway map' : `Pathway map, version ${number}`}
      breadcrumbs={crumbs}
      action={mayEdit ? <ButtonLink href={`${here}/moves/new`}>Add a move</ButtonLink> : undefined}
    >
      <Facts
        facts={[
          { term: 'State', value: <StateTag kind="pathway" state={state} /> },
          { term: 'What is new', value: note },
          { term: 'Drawn by', value: madeBy.name },
          { term: 'In force from', value: publishedOn ? longDate(publishedOn) : undefined },
          { term: 'To', value: retiredOn ? longDate(retiredOn) : undefined },
        ]}
      />
      <ul className="nhsuk-list">
        <li>
          <Link to={`${here}/difference`}>What changes against the version before</Link>
        </li>
        {mayEdit ? (
          <>
            <li>
              <Link to={`${here}/roles`}>Roles on the map and their families</Link>
            </li>
            <li>
              <Link to={`${here}/publish`}>Publish this draft</Link>
            </li>
            <li>
              <Link to={`${here}/discard`}>Discard this draft</Link>
            </li>
          </>
        ) : null}
      </ul>
      {moves.length === 0 ? (
        <EmptyState title="No move is drawn yet.">
          <p>Add the first one: from which role to which, on which condition.</p>
        </EmptyState>
      ) : (
        <>
          <PathwayMap
            pathway={pathway}
            moveHref={(move) => (mayEdit ? `${here}/moves/${move}` : `/library/pathway/${id}#move-${move}`)}
          />
          <h2 className="nhsuk-heading-m">The moves as text</h2>
          <MoveList
            pathway={pathway}
            actions={(move) =>
              mayEdit ? (
                <p>
                  <Link to={`${here}/moves/${move.id}`}>
                    Change<span className="nhsuk-u-visually-hidden"> the move from {move.from.name} to {move.to.name}</span>
                  </Link>
                  {' · '}
                  <Link to={`${here}/moves/${move.id}/remove`}>
                    Remove<span className="nhsuk-u-visually-hidden"> the move from {move.from.name} to {move.to.name}</span>
                  </Link>
                </p>
              ) : (
                <span id={`move-${move.id}`} />
              )
            }
          />
        </>
      )}
    </Page>
  );
}
