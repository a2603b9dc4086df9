import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router';
import { answer, api } from '@/api/client';
import { useRefresh } from '@/api/refresh';
import { useSubmission } from '@/api/submit';
import { EmptyState, Facts, Form, LoadedPage, LongTextField, Page, SubmitButton, useDone } from '@/design';
import { LinkSources } from '../LinkSources';
import { aspectLinksQuery, proposalsQuery } from '../queries';
import { libraryCrumb } from '../words';
import { linksCrumb } from './standing';

const crumbs = [libraryCrumb, linksCrumb];

interface Proposal {
  id: string;
  joins: string;
  reason: string;
  sources: { document: string; line: number }[];
  href: string;
}

/** A proposed link of either kind, by its identifier. */
function useProposal(id: string) {
  const levels = useQuery(proposalsQuery);
  const aspects = useQuery(aspectLinksQuery);
  const level = levels.data?.items.find((link) => link.id === id && !link.own);
  const aspect = aspects.data?.items.find((link) => link.id === id && !link.own);
  let proposal: Proposal | undefined;
  if (level) {
    proposal = { ...level, joins: `${level.code} level ${level.level} and ${level.profileTitle}`, href: '/library/links' };
  } else if (aspect) {
    proposal = {
      ...aspect,
      joins: `${aspect.aspect} (${aspect.code}) and factor ${aspect.factor}, ${aspect.factorName}`,
      href: '/library/links/aspects',
    };
  }
  const waiting = levels.data === undefined ? levels : aspects;
  return { ...waiting, data: levels.data && aspects.data ? { proposal } : undefined };
}

export function RefuseLinkPage() {
  const { linkId = '' } = useParams();
  const query = useProposal(linkId);
  return (
    <LoadedPage query={query} what="the link" title="Do not accept a proposed link" breadcrumbs={crumbs}>
      {({ proposal }) =>
        proposal ? <Refusing proposal={proposal} /> : <NoProposal title="Do not accept a proposed link" />
      }
    </LoadedPage>
  );
}

export function AcceptLinkPage() {
  const { linkId = '' } = useParams();
  const query = useProposal(linkId);
  return (
    <LoadedPage query={query} what="the link" title="Accept a proposed link again" breadcrumbs={crumbs}>
      {({ proposal }) =>
        proposal ? <Accepting proposal={proposal} /> : <NoProposal title="Accept a proposed link again" />
      }
    </LoadedPage>
  );
}

function NoProposal({ title }: { title: string }) {
  return (
    <Page title={title} breadcrumbs={crumbs}>
      <EmptyState title="There is no such proposed link." />
    </Page>
  );
}

function ProposalFacts({ proposal }: { proposal: Proposal }) {
  return (
    <>
      <Facts
        facts={[
          { term: 'Joins', value: proposal.joins },
          { term: 'Why', value: proposal.reason },
        ]}
      />
      <LinkSources sources={proposal.sources} />
    </>
  );
}

function Refusing({ proposal }: { proposal: Proposal }) {
  const [reason, setReason] = useState('');
  const done = useDone();
  const refresh = useRefresh();
  const { submit, ...state } = useSubmission({
    check: () => (reason.trim() === '' ? [{ name: 'reason', message: 'Say why the proposal is not accepted' }] : []),
    send: () => answer(api.PUT('/links/{id}/refusal', { params: { path: { id: proposal.id } }, body: { reason } })),
    done: async () => {
      await refresh();
      await done(proposal.href, 'The proposal is marked as not accepted.');
    },
  });
  return (
    <Page title="Do not accept a proposed link" breadcrumbs={crumbs}>
      <ProposalFacts proposal={proposal} />
      <p>The proposal stays on the list, marked with your reason. You can accept it again at any time.</p>
      <Form {...state} onSubmit={() => void submit(undefined)}>
        <LongTextField name="reason" label="Why not?" value={reason} onChange={setReason} rows={3} />
        <SubmitButton pending={state.pending}>Mark as not accepted</SubmitButton>
      </Form>
    </Page>
  );
}

function Accepting({ proposal }: { proposal: Proposal }) {
  const done = useDone();
  const refresh = useRefresh();
  const { submit, ...state } = useSubmission({
    send: () => answer(api.DELETE('/links/{id}/refusal', { params: { path: { id: proposal.id } } })),
    done: async () => {
      await refresh();
      await done(proposal.href, 'The proposal is accepted again.');
    },
  });
  return (
    <Page title="Accept a proposed link again" breadcrumbs={crumbs}>
      <ProposalFacts proposal={proposal} />
      <Form {...state} onSubmit={() => void submit(undefined)}>
        <SubmitButton pending={state.pending}>Accept it again</SubmitButton>
      </Form>
    </Page>
  );
}
