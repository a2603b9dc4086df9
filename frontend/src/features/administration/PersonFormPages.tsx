import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { answer, api, type Tagged } from '@/api/client';
import { LoadedPage, Page } from '@/design';
import { ChangedMeanwhile } from './ChangedMeanwhile';
import { useEditing } from './editing';
import { PersonForm } from './PersonForm';
import { taggedPersonQuery } from './queries';
import type { PersonDetail } from './types';
import { administrationCrumb, peopleCrumb } from './words';

export function NewPersonPage() {
  return (
    <Page title="Add a person" breadcrumbs={[administrationCrumb, peopleCrumb]}>
      <p>The person cannot sign in yet. Next, appoint them to a role and make an invitation link.</p>
      <PersonForm
        name=""
        email=""
        send={(body, key) => answer(api.POST('/people', { params: { header: { 'Idempotency-Key': key } }, body }))}
        saved={({ name }) => `${name} is added. Next, add the appointment.`}
        label="Add this person"
      />
    </Page>
  );
}

export function EditPersonPage() {
  const { personId = '' } = useParams();
  const query = useQuery(taggedPersonQuery(personId));
  return (
    <LoadedPage
      query={query}
      what="the person"
      title="Correct name or e-mail address"
      breadcrumbs={[administrationCrumb, peopleCrumb]}
    >
      {(read) => <Editing read={read} readAgain={async () => (await query.refetch()).data} />}
    </LoadedPage>
  );
}

interface EditingProps {
  read: Tagged<PersonDetail>;
  readAgain: () => Promise<Tagged<PersonDetail> | undefined>;
}

function Editing({ read, readAgain }: EditingProps) {
  const { base, changedMeanwhile, guarded } = useEditing(read, readAgain);
  const { id, name, email } = base.value;
  return (
    <Page
      title="Correct name or e-mail address"
      caption={name}
      breadcrumbs={[administrationCrumb, peopleCrumb, { label: name, href: `/administration/people/${id}` }]}
    >
      <PersonForm
        name={name}
        email={email}
        newest={
          changedMeanwhile ? (
            <ChangedMeanwhile
              facts={[
                { term: 'Name', value: name },
                { term: 'E-mail address', value: email },
              ]}
            />
          ) : null
        }
        send={(body) =>
          guarded((etag) =>
            answer(api.PATCH('/people/{id}', { params: { path: { id }, header: { 'If-Match': etag } }, body })),
          )
        }
        saved={() => 'Your change is saved.'}
        label="Save"
      />
    </Page>
  );
}
