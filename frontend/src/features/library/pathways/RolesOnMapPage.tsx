import { useQuery } from '@tanstack/react-query';
import { Button } from 'nhsuk-react-components';
import { useState } from 'react';
import { useParams } from 'react-router';
import { answer, api } from '@/api/client';
import { useRefresh } from '@/api/refresh';
import { useSubmission } from '@/api/submit';
import { EmptyState, Form, Loaded, LoadedPage, Page, SelectField, SubmitButton, useDone } from '@/design';
import { newestFirst } from '../newestFirst';
import { pathwayChoicesQuery, pathwayVersionQuery } from '../queries';
import type { PathwayChoices, RoleFamily, RolePathway } from '../types';
import { bandName, familyChoices, libraryCrumb } from '../words';
import { pathwayCrumb, versionCrumb } from './crumbs';

const crumbs = [libraryCrumb, pathwayCrumb];

/** Which roles stand on a draft, and in which family each is drawn. */
export function RolesOnMapPage() {
  const { pathwayId = '' } = useParams();
  const draft = useQuery(pathwayVersionQuery(pathwayId));
  const choices = useQuery(pathwayChoicesQuery);
  return (
    <LoadedPage query={draft} what="the draft" title="Roles on the map" breadcrumbs={crumbs}>
      {(pathway) => (
        <Page title="Roles on the map" breadcrumbs={[...crumbs, versionCrumb(pathway)]}>
          {pathway.mayEdit ? (
            <Loaded query={choices} what="the roles">
              {(known) => <RolesForm draft={pathway} choices={known} />}
            </Loaded>
          ) : (
            <EmptyState title="This version cannot be changed." />
          )}
        </Page>
      )}
    </LoadedPage>
  );
}

interface Placing {
  roleId: string;
  family: RoleFamily;
}

function RolesForm({ draft, choices }: { draft: RolePathway; choices: PathwayChoices }) {
  const [roles, setRoles] = useState<Placing[]>(draft.roles.map(({ id, family }) => ({ roleId: id, family })));
  const [adding, setAdding] = useState('');
  const done = useDone();
  const refresh = useRefresh();
  const { submit, ...state } = useSubmission({
    send: (body: { roles: Placing[] }) =>
      newestFirst(
        answer(
          api.PUT('/role-pathways/{id}/roles', {
            params: { path: { id: draft.id }, header: { 'If-Match': `"${draft.version}"` } },
            body,
          }),
        ),
        refresh,
      ),
    done: async () => {
      await refresh();
      await done(`/library/pathway/${draft.id}`, 'The roles on the map are saved.');
    },
  });
  const named = (id: string) => choices.roles.find((role) => role.id === id);
  const moving = new Set(draft.moves.flatMap(({ from, to }) => [from.id, to.id]));
  const left = choices.roles.filter(({ id }) => !roles.some(({ roleId }) => roleId === id));
  return (
    <Form {...state} onSubmit={() => void submit({ roles })}>
      <ul className="bw-passages">
        {roles.map(({ roleId, family }, index) => {
          const title = named(roleId)?.title ?? 'A role';
          return (
            <li key={roleId}>
              <SelectField
                name={`roles[${index}].roleId`}
                label={`${title} (${bandName(named(roleId)?.band ?? '').toLowerCase()}) is drawn with`}
                value={family}
                onChange={(value) => setRoles(roles.with(index, { roleId, family: value as RoleFamily }))}
                choices={familyChoices}
              />
              {moving.has(roleId) ? (
                <p className="bw-small">Stays on the map while a move starts or ends there.</p>
              ) : (
                <Button type="button" secondary small onClick={() => setRoles(roles.filter((_, at) => at !== index))}>
                  Take off the map<span className="nhsuk-u-visually-hidden">: {title}</span>
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      {left.length === 0 ? null : (
        <SelectField
          name="roles"
          label="Put another role on the map"
          hint="Choose it here, then its family above"
          value={adding}
          onChange={(id) => {
            if (id !== '') setRoles([...roles, { roleId: id, family: 'other' }]);
            setAdding('');
          }}
          placeholder="Choose a role"
          choices={left.map(({ id, title, band }) => ({ value: id, label: `${title} (${bandName(band).toLowerCase()})` }))}
        />
      )}
      <SubmitButton pending={state.pending}>Save the roles</SubmitButton>
    </Form>
  );
}
