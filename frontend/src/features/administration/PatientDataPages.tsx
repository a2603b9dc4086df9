import { useQuery } from '@tanstack/react-query';
import { Button } from 'nhsuk-react-components';
import { useState } from 'react';
import { Link } from 'react-router';
import { answer, api } from '@/api/client';
import { useRefresh } from '@/api/refresh';
import { useSubmission } from '@/api/submit';
import { Loaded, Page } from '@/design';
import { useMay } from '@/session/session';
import { DeclarationsTable } from './declarations';
import { PatternForm } from './PatternForm';
import { patternsQuery } from './queries';
import { administrationCrumb } from './words';

const most = { params: { query: { limit: 200 } } };

/** The forms of the organisation's hospital numbers, a box to try one, and what people declared. */
export function PatientDataPage() {
  const manage = useMay('patient_data.manage');
  const patterns = useQuery(patternsQuery);
  const declared = useQuery({
    queryKey: ['patient-data-declarations'],
    queryFn: () => answer(api.GET('/patient-data-declarations', most)),
  });
  return (
    <Page title="Patient data" breadcrumbs={[administrationCrumb]}>
      <p>
        Texts and files are checked for NHS numbers, dates of birth beside names, and your organisation’s hospital numbers
        before anything is stored.
      </p>
      <h2 className="nhsuk-heading-m">Hospital numbers</h2>
      <Loaded query={patterns} what="the patterns">
        {({ items }) => (
          <>
            {items.length === 0 ? <p>No pattern yet: hospital numbers are not looked for.</p> : null}
            <ul>
              {items.map(({ id, name, shape, version }) => (
                <li key={id}>
                  {name}: <code>{shape}</code>{' '}
                  {manage ? (
                    <>
                      <Link to={`/administration/patient-data/${id}`}>
                        Change<span className="nhsuk-u-visually-hidden"> {name}</span>
                      </Link>{' '}
                      <RemovePattern id={id} name={name} version={version} />
                    </>
                  ) : null}
                </li>
              ))}
            </ul>
          </>
        )}
      </Loaded>
      {manage ? <AddPattern /> : null}
      <h2 className="nhsuk-heading-m">Declared not to be patient data</h2>
      <Loaded query={declared} what="the declarations">
        {({ items, total }) => <DeclarationsTable items={items} total={total} />}
      </Loaded>
    </Page>
  );
}

function RemovePattern({ id, name, version }: { id: string; name: string; version: number }) {
  const refresh = useRefresh();
  const [sure, setSure] = useState(false);
  const { submit, problems } = useSubmission({
    send: () =>
      answer(
        api.DELETE('/hospital-number-patterns/{id}', { params: { path: { id }, header: { 'If-Match': `"${version}"` } } }),
      ),
    done: refresh,
  });
  return (
    <>
      <Button type="button" secondary small onClick={() => (sure ? void submit(undefined) : setSure(true))}>
        {sure ? 'Yes, stop looking for it' : 'Remove'}
        <span className="nhsuk-u-visually-hidden"> {name}</span>
      </Button>
      <span role="alert">{problems?.general.join(' ')}</span>
    </>
  );
}

function AddPattern() {
  const refresh = useRefresh();
  return (
    <PatternForm
      title="Add a pattern"
      label="Add pattern"
      send={(body, key) =>
        answer(api.POST('/hospital-number-patterns', { params: { header: { 'Idempotency-Key': key } }, body }))
      }
      done={refresh}
    />
  );
}

/** What one declared oneself. */
export function OwnDeclarationsPage() {
  const declared = useQuery({
    queryKey: ['my-patient-data-declarations'],
    queryFn: () => answer(api.GET('/me/patient-data-declarations', most)),
  });
  return (
    <Page title="What you declared not to be patient data" breadcrumbs={[{ label: 'Your account', href: '/account' }]}>
      <Loaded query={declared} what="your declarations">
        {({ items, total }) => <DeclarationsTable items={items} total={total} own />}
      </Loaded>
    </Page>
  );
}
