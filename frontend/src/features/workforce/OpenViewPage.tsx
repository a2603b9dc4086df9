import { useQuery } from '@tanstack/react-query';
import { Navigate, useParams } from 'react-router';
import { LoadedPage } from '@/design';
import { viewQuery } from './viewQuery';
import { organisationCrumb } from './words';

/** The link of a saved view: it leads on to the page with what was chosen. */
export function OpenViewPage() {
  const { viewId = '' } = useParams();
  const view = useQuery(viewQuery(viewId));
  return (
    <LoadedPage query={view} what="the view" title="Saved view" breadcrumbs={[organisationCrumb]}>
      {({ value }) => <Navigate to={value.path} replace />}
    </LoadedPage>
  );
}
