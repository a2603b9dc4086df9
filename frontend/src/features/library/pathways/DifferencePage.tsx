import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { differences, EmptyState, LoadedPage, Marked, Page, StateTag } from '@/design';
import { pathwayDifferenceQuery } from '../queries';
import { counted, libraryCrumb } from '../words';
import { pathwayCrumb, versionCrumb } from './crumbs';

const crumbs = [libraryCrumb, pathwayCrumb];

/** What tells a version of the map from the one before, words that changed marked. */
export function DifferencePage() {
  const { pathwayId = '' } = useParams();
  const query = useQuery(pathwayDifferenceQuery(pathwayId));
  return (
    <LoadedPage query={query} what="the difference" title="What changed on the pathway map" breadcrumbs={crumbs}>
      {({ earlier, later, changes }) => (
        <Page title="What changed on the pathway map" breadcrumbs={[...crumbs, versionCrumb(later)]}>
          <p>
            {later.state === 'draft' ? 'The draft' : `Version ${later.number}`} against{' '}
            {earlier ? `version ${earlier.number}` : 'nothing: no version came before it'}.{' '}
            {counted(changes.length, 'difference')}.
          </p>
          {changes.length === 0 ? (
            <EmptyState title="Nothing has changed." />
          ) : (
            <ul className="bw-passages">
              {changes.map(({ what, how, name, before, after }) => {
                const pieces = differences(before, after);
                return (
                  <li key={`${what} ${name}`}>
                    <p>
                      <StateTag kind="change" state={how} /> <strong>{name}</strong>
                    </p>
                    {before === '' ? null : (
                      <p>
                        Before: <Marked pieces={how === 'changed' ? pieces.printed : [{ text: before, differs: false }]} />
                      </p>
                    )}
                    {after === '' ? null : (
                      <p>
                        Now: <Marked pieces={how === 'changed' ? pieces.corrected : [{ text: after, differs: false }]} />
                      </p>
                    )}
                  </li>
                );
              })}
            </ul>
          )}
        </Page>
      )}
    </LoadedPage>
  );
}
