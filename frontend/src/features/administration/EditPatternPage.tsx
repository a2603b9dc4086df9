import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from 'react-router';
import { answer, api } from '@/api/client';
import { useRefresh } from '@/api/refresh';
import { EmptyState, LoadedPage, Page } from '@/design';
import { PatternForm } from './PatternForm';
import { patternsQuery } from './queries';
import { administrationCrumb } from './words';

const back = '/administration/patient-data';
const crumbs = [administrationCrumb, { label: 'Patient data', href: back }];
const title = 'Change a pattern';

/** Changes the name or the form of one of the organisation's hospital numbers. What is stored already is not looked at again. */
export function EditPatternPage() {
  const { patternId = '' } = useParams();
  const query = useQuery(patternsQuery);
  const refresh = useRefresh();
  const navigate = useNavigate();
  return (
    <LoadedPage query={query} what="the pattern" title={title} breadcrumbs={crumbs}>
      {({ items }) => {
        const known = items.find(({ id }) => id === patternId);
        return (
          <Page title={title} breadcrumbs={crumbs}>
            {known ? (
              <>
                <p>From now on texts and files are checked by the changed pattern. What is stored stays as it is.</p>
                <PatternForm
                  key={known.version}
                  label="Save the pattern"
                  known={{ name: known.name, shape: known.shape }}
                  send={(body) =>
                    answer(
                      api.PUT('/hospital-number-patterns/{id}', {
                        params: { path: { id: known.id }, header: { 'If-Match': `"${known.version}"` } },
                        body,
                      }),
                    )
                  }
                  done={async () => {
                    await refresh();
                    await navigate(back);
                  }}
                />
              </>
            ) : (
              <EmptyState title="This pattern has been removed." />
            )}
          </Page>
        );
      }}
    </LoadedPage>
  );
}
