import type { ReactNode } from 'react';
import { useLocation, useParams } from 'react-router';
import { ButtonLink, EmptyState, Failed, LoadedPage, Page } from '@/design';
import { useMay } from '@/session/session';
import { useDraft } from './queries';
import type { EditionDetail } from './types';
import { editionCrumbs, editionsPath } from '../paths';

interface DraftPageProps {
  title: string;
  children: (draft: EditionDetail) => ReactNode;
}

/** A page that works on the draft: waits for it, or says how to start one. */
export function DraftPage({ title, children }: DraftPageProps) {
  const { frameworkId = '' } = useParams();
  const may = useMay('framework.edit');
  const { pathname } = useLocation();
  const crumbs = editionCrumbs(frameworkId);
  const query = useDraft(frameworkId);
  if (!may) {
    return (
      <Page title={title} breadcrumbs={crumbs}>
        <Failed message="Your roles in Bandwise do not include editing the framework. Ask the standards lead of your organisation." />
      </Page>
    );
  }
  return (
    <LoadedPage query={query} what="the draft" title={title} breadcrumbs={crumbs}>
      {(draft) =>
        draft ? (
          children(draft)
        ) : (
          <Page title={title} breadcrumbs={crumbs}>
            <EmptyState title="There is no draft to work on.">
              <p>
                What is published is never changed directly. Start a draft first; this page then opens again, and nobody
                else sees your changes until you publish them.
              </p>
              <ButtonLink href={`${editionsPath(frameworkId)}/new?then=${encodeURIComponent(pathname)}`}>
                Start a draft
              </ButtonLink>
            </EmptyState>
          </Page>
        )
      }
    </LoadedPage>
  );
}
