import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useParams } from 'react-router';
import { EmptyState, fileSize, Loaded, Loading, Page } from '@/design';
import { crumbsOf, useSubject } from '@/session/subject';
import { evidenceQuery } from './queries';
import type { Evidence } from './types';

const PdfPages = lazy(async () => ({ default: (await import('./PdfPages')).PdfPages }));

/** A picture or a PDF of a piece of evidence, shown in place. The original stays a download. */
export function FilePreviewPage() {
  const { evidenceId = '', fileId = '' } = useParams();
  const query = useQuery(evidenceQuery(evidenceId));
  return (
    <Loaded query={query} what="the evidence">
      {({ value }) => <Preview evidence={value} fileId={fileId} />}
    </Loaded>
  );
}

function Preview({ evidence, fileId }: { evidence: Evidence; fileId: string }) {
  const subject = useSubject();
  const [failed, setFailed] = useState(false);
  const file = evidence.files.find(({ id }) => id === fileId);
  const crumbs = [
    ...crumbsOf(subject, evidence.person.name, 'portfolio'),
    { label: evidence.title, href: `${subject.portfolioPath}/evidence/${evidence.id}` },
  ];
  if (!file) {
    return (
      <Page title="File" breadcrumbs={crumbs}>
        <EmptyState title="This file does not belong to the evidence any more." />
      </Page>
    );
  }
  return (
    <Page title={file.name} caption="Preview" breadcrumbs={crumbs}>
      <p>
        <a href={`/api/v1/files/${file.id}`} download>
          Download {file.name}
        </a>{' '}
        ({fileSize(file.size)})
      </p>
      {file.mediaType === 'application/pdf' ? (
        <Suspense fallback={<Loading what="the preview" />}>
          <PdfPages address={`/api/v1/files/${file.id}`} name={file.name} />
        </Suspense>
      ) : failed ? (
        <EmptyState title="There is no preview of this picture.">
          <p>It is damaged, or has more than 50 million pixels. Download it to see it.</p>
        </EmptyState>
      ) : (
        <img
          className="bw-preview"
          src={`/api/v1/files/${file.id}/picture?size=screen`}
          alt={file.name}
          onError={() => setFailed(true)}
        />
      )}
    </Page>
  );
}
