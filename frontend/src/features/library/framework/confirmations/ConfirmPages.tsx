import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { answer, api } from '@/api/client';
import { ButtonLink, type Crumb, DateText, EmptyState, LoadedPage, Page, StateTag } from '@/design';
import { ConfirmationForm, Replaced } from './ConfirmationForm';
import { type ClaimConfirmation, type RequirementConfirmation, waitingClaimsQuery, waitingRequirementsQuery } from './queries';
import { entryName } from '../editions/words';
import { bandName, libraryCrumb } from '../../words';

const requirements: Crumb = { label: 'Requirements to confirm', href: '/library/confirmations' };
const claims: Crumb = { label: 'Claims to confirm', href: '/reviews/confirmations' };

/** Whether a role's requirement stands for the statement that took the place of the old one. */
export function ConfirmRequirementPage() {
  const { requirementId, statementId } = useParams();
  const query = useQuery(waitingRequirementsQuery);
  const is = (one: RequirementConfirmation) => one.requirementId === requirementId && one.statement.id === statementId;
  const crumbs = [libraryCrumb, requirements];
  return (
    <LoadedPage query={query} what="the requirement" title="Confirm a requirement" breadcrumbs={crumbs}>
      {({ items }) => {
        const found = items.find(is);
        const next = items.find((one) => !is(one));
        return found ? (
          <ConfirmRequirement key={`${requirementId ?? ''} ${statementId ?? ''}`} waiting={found} next={next} />
        ) : (
          <Decided title="Confirm a requirement" crumbs={crumbs} list={requirements} />
        );
      }}
    </LoadedPage>
  );
}

function ConfirmRequirement({ waiting, next }: { waiting: RequirementConfirmation; next?: RequirementConfirmation }) {
  const { requirementId, roleId, title, band, importance, statement, successor, replacedOn, version } = waiting;
  return (
    <Page title={title} caption={`Requirement: ${entryName(statement)}`} breadcrumbs={[libraryCrumb, requirements]}>
      <p>
        <Link to={`/library/roles/${roleId}`}>{title}</Link>, {bandName(band)}, asks for it as{' '}
        <StateTag kind="importance" state={importance} />
      </p>
      <Replaced statement={statement} successor={successor} replacedOn={replacedOn} />
      <ConfirmationForm
        question="Does the role ask for the changed statement too?"
        stands="The role asks for the new statement in the place of the old one."
        ends="The role asks for neither."
        send={(decision, key) =>
          answer(
            api.POST('/confirmations/requirements', {
              params: { header: { 'Idempotency-Key': key } },
              body: { requirementId, statementId: statement.id, version, ...decision },
            }),
          )
        }
        done={(decision) =>
          decision === 'stands' ? `${title} asks for the changed statement.` : `${title} asks for ${entryName(statement)} no longer.`
        }
        next={next ? `/library/confirmations/${next.requirementId}/${next.statement.id}` : '/library/confirmations'}
        more={next !== undefined}
      />
    </Page>
  );
}

/** Whether an approved claim stands for the statement that took the place of the old one. */
export function ConfirmClaimPage() {
  const { claimId, statementId } = useParams();
  const query = useQuery(waitingClaimsQuery);
  const is = (one: ClaimConfirmation) => one.claimId === claimId && one.statement.id === statementId;
  const crumbs = [{ label: 'Reviews', href: '/reviews' }, claims];
  return (
    <LoadedPage query={query} what="the claim" title="Confirm a claim" breadcrumbs={crumbs}>
      {({ items }) => {
        const found = items.find(is);
        const next = items.find((one) => !is(one));
        return found ? (
          <ConfirmClaim key={`${claimId ?? ''} ${statementId ?? ''}`} waiting={found} next={next} />
        ) : (
          <Decided title="Confirm a claim" crumbs={crumbs} list={claims} />
        );
      }}
    </LoadedPage>
  );
}

function ConfirmClaim({ waiting, next }: { waiting: ClaimConfirmation; next?: ClaimConfirmation }) {
  const { claimId, person, state, approvedLevel, approvedOn, statement, successor, replacedOn, version } = waiting;
  return (
    <Page
      title={entryName(statement)}
      caption={`Claim of ${person.name}`}
      breadcrumbs={[{ label: 'Reviews', href: '/reviews' }, claims]}
    >
      <p>
        <StateTag kind="claim" state={state} /> {approvedLevel === undefined ? '' : `at level ${approvedLevel} `}
        {approvedOn === undefined ? null : (
          <>
            on <DateText date={approvedOn} plain />
          </>
        )}
        . <Link to={`/people/${person.id}/portfolio/claims/${claimId}`}>Open the claim with its evidence</Link>
      </p>
      <Replaced statement={statement} successor={successor} replacedOn={replacedOn} />
      <ConfirmationForm
        question="Does the evidence also show the changed statement?"
        stands="The approval counts for the new statement."
        ends="The approval stays with the old statement in the record; the new one has to be claimed with fresh evidence."
        send={(decision, key) =>
          answer(
            api.POST('/confirmations/claims', {
              params: { header: { 'Idempotency-Key': key } },
              body: { claimId, statementId: statement.id, version, ...decision },
            }),
          )
        }
        done={(decision) =>
          decision === 'stands'
            ? `The claim of ${person.name} stands for the changed statement.`
            : `The claim of ${person.name} stays with the old statement.`
        }
        next={next ? `/reviews/confirmations/${next.claimId}/${next.statement.id}` : '/reviews/confirmations'}
        more={next !== undefined}
      />
    </Page>
  );
}

function Decided({ title, crumbs, list }: { title: string; crumbs: Crumb[]; list: Crumb }) {
  return (
    <Page title={title} breadcrumbs={crumbs}>
      <EmptyState title="This does not wait for your decision.">
        <p>Somebody may have decided it already.</p>
        <ButtonLink href={list.href} secondary>
          Back to the list
        </ButtonLink>
      </EmptyState>
    </Page>
  );
}
