import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { answer, api } from '@/api/client';
import type { components } from '@/api/schema';
import { useRefresh } from '@/api/refresh';
import { useSubmission } from '@/api/submit';
import { DateField, dateProblem, EmptyState, Form, isoOf, LoadedPage, longDate, Page, partsOf, SubmitButton, useDone } from '@/design';
import { counted, sentence } from '../words';
import { publicationQuery } from './queries';
import { baseCrumbs, crumbsOfVersion, pathwayHome, versionHome } from './words';

type Publication = components['schemas']['TrainingPathwayPublication'];

/** Asks before a draft is published, with what that means in numbers. */
export function PublishPage() {
  const { versionId = '' } = useParams();
  const query = useQuery(publicationQuery(versionId));
  return (
    <LoadedPage query={query} what="the draft" title="Publish the draft?" breadcrumbs={baseCrumbs}>
      {(publication) => (
        <Page title="Publish the draft?" caption={publication.version.title} breadcrumbs={crumbsOfVersion(publication.version)}>
          {publication.version.problems.length > 0 ? (
            <EmptyState title="This draft cannot be published yet.">
              <ul className="nhsuk-list nhsuk-list--bullet">
                {publication.version.problems.map((problem) => (
                  <li key={problem.sentence}>{problem.sentence}</li>
                ))}
              </ul>
              <Link to={versionHome(versionId)}>To the draft</Link>
            </EmptyState>
          ) : (
            <Publishing publication={publication} />
          )}
        </Page>
      )}
    </LoadedPage>
  );
}

function Publishing({ publication }: { publication: Publication }) {
  const { version, stays, earliest } = publication;
  const [startsOn, setStartsOn] = useState(() => partsOf(earliest));
  const wrong = dateProblem('The day', startsOn, { required: true });
  const done = useDone();
  const refresh = useRefresh();
  const { submit, ...state } = useSubmission({
    check: () => (wrong ? [{ name: 'startsOn', message: wrong.message }] : []),
    send: () =>
      answer(
        api.POST('/training-pathway-versions/{id}/publish', {
          params: { path: { id: version.ref.id } },
          body: { version: version.version, startsOn: isoOf(startsOn) ?? '' },
        }),
      ),
    done: async ({ ref }) => {
      await refresh();
      await done(pathwayHome(version.pathwayId), `${sentence(ref.title)} is published. It applies from ${longDate(ref.startsOn ?? '')}.`);
    },
  });
  const roles = version.roles.length + version.copies.length;
  return (
    <Form {...state} onSubmit={() => void submit(undefined)}>
      <ul className="nhsuk-list nhsuk-list--bullet">
        <li>
          {version.further
            ? 'Those who join from the chosen day on are put on this version.'
            : `${counted(roles, 'role')} ${roles === 1 ? 'puts' : 'put'} people on it: ${[...version.roles, ...version.copies].map(({ name }) => name).join(', ')}. Those who start from the chosen day on are put on this version.`}
        </li>
        {stays.map((stay) => (
          <li key={stay.version.id}>
            {counted(stay.people, 'person', 'people')} on {stay.version.title} {stay.people === 1 ? 'stays' : 'stay'} there until moved.
          </li>
        ))}
        <li>A published version cannot be changed; you begin a new draft instead.</li>
      </ul>
      <p>
        <Link to={`${versionHome(version.ref.id)}/difference`}>Look at what changes</Link>
      </p>
      <DateField
        name="startsOn"
        label="From which day does it apply?"
        hint={`${longDate(earliest)} at the earliest`}
        value={startsOn}
        onChange={setStartsOn}
        wrong={wrong?.parts}
      />
      <div className="nhsuk-button-group">
        <SubmitButton warning pending={state.pending}>
          Publish the version
        </SubmitButton>
        <Link to={versionHome(version.ref.id)}>Go back without publishing</Link>
      </div>
    </Form>
  );
}
