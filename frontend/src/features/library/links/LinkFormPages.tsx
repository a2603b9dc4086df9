import { useQuery } from '@tanstack/react-query';
import { useParams, useSearchParams } from 'react-router';
import { answer, api } from '@/api/client';
import { useRefresh } from '@/api/refresh';
import { LoadedPage, Page } from '@/design';
import { ownLinkQuery } from '../queries';
import { libraryCrumb } from '../words';
import { newestFirst } from '../newestFirst';
import { LinkForm } from './LinkForm';
import { linksCrumb } from './standing';

const crumbs = [libraryCrumb, linksCrumb];

export function NewLinkPage() {
  const [params] = useSearchParams();
  return (
    <Page title="Make a link" breadcrumbs={crumbs}>
      <p>It stands beside the proposed links, as your organisation’s own.</p>
      <LinkForm
        beginning={{ kind: params.get('kind') === 'aspect' ? 'aspect' : 'skill_level' }}
        send={(body, key) => answer(api.POST('/own-links', { params: { header: { 'Idempotency-Key': key } }, body }))}
        saved="The link is made."
        label="Make this link"
      />
    </Page>
  );
}

export function EditLinkPage() {
  const { linkId = '' } = useParams();
  const query = useQuery(ownLinkQuery(linkId));
  const refresh = useRefresh();
  return (
    <LoadedPage query={query} what="the link" title="Change a link" breadcrumbs={crumbs}>
      {(link) => (
        <Page title="Change a link" breadcrumbs={crumbs}>
          <LinkForm
            beginning={{
              kind: link.kind,
              code: link.code,
              level: link.level || undefined,
              profileId: link.profile?.id,
              aspect: link.aspect || undefined,
              factor: link.factor || undefined,
              reason: link.reason,
            }}
            kindStays
            send={(body) =>
              newestFirst(
                answer(
                  api.PUT('/own-links/{id}', {
                    params: { path: { id: linkId }, header: { 'If-Match': `"${link.version}"` } },
                    body,
                  }),
                ),
                refresh,
              )
            }
            saved="The link is changed."
            label="Save"
          />
        </Page>
      )}
    </LoadedPage>
  );
}
