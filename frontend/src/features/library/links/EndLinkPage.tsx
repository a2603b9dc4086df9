import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router';
import { answer, api } from '@/api/client';
import { useRefresh } from '@/api/refresh';
import { useSubmission } from '@/api/submit';
import { Confirm, LoadedPage, LongTextField, useDone } from '@/design';
import { ownLinkQuery } from '../queries';
import type { OwnLink } from '../types';
import { libraryCrumb } from '../words';
import { linksCrumb } from './standing';

export function EndLinkPage() {
  const { linkId = '' } = useParams();
  const query = useQuery(ownLinkQuery(linkId));
  return (
    <LoadedPage query={query} what="the link" title="End a link" breadcrumbs={[libraryCrumb, linksCrumb]}>
      {(link) => <Asking link={link} />}
    </LoadedPage>
  );
}

function Asking({ link }: { link: OwnLink }) {
  const here = link.kind === 'aspect' ? '/library/links/aspects' : '/library/links';
  const name =
    link.kind === 'aspect'
      ? `${link.aspect} (${link.code}) and factor ${link.factor}`
      : `${link.code} level ${link.level} and ${link.profile?.name ?? 'its profile'}`;
  const [reason, setReason] = useState('');
  const done = useDone();
  const refresh = useRefresh();
  const { submit, ...state } = useSubmission({
    check: () => (reason.trim() === '' ? [{ name: 'reason', message: 'Say why the link ends' }] : []),
    send: () =>
      answer(
        api.POST('/own-links/{id}/end', { params: { path: { id: link.id } }, body: { version: link.version, reason } }),
      ),
    done: async () => {
      await refresh();
      await done(here, 'The link is ended.');
    },
  });
  return (
    <Confirm
      {...state}
      question="End this link?"
      confirm="End the link"
      onConfirm={() => void submit(undefined)}
      back={{ label: 'Go back without ending it', href: here }}
    >
      <p>
        The link between {name} ends today. It cannot be taken up again, but you can make another one. The ended link
        stays on the list of ended links with your reason.
      </p>
      <LongTextField name="reason" label="Why does it end?" value={reason} onChange={setReason} rows={3} />
    </Confirm>
  );
}
