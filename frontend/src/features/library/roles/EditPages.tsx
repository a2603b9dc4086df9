import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { LongTextField, SelectField, TextField } from '@/design';
import { profilesQuery } from '../queries';
import type { Role } from '../types';
import { bandName, counted } from '../words';
import { wordsOf } from './edits';
import { RoleForm, RoleFrame } from './RoleForm';
import { asBand, ownBands, rolePath } from './words';

/** What of a role can be edited, each on a page of its own. */
export function EditRolePage() {
  return (
    <RoleFrame title="Edit this role" crumbs={() => []}>
      {(role) => {
        const base = `${rolePath(role.id)}/edit`;
        const parts = [
          { path: 'facts', label: 'Facts', what: 'Title, band, national profile, reference, department, reports to' },
          { path: 'purpose', label: 'Purpose and working relationships', what: counted(role.relationships.length, 'relationship') },
          { path: 'duties', label: 'Duties', what: counted(role.duties.length, 'duty', 'duties') },
          {
            path: 'person-specification',
            label: 'Person specification',
            what: counted(role.personSpecification.length, 'criterion', 'criteria'),
          },
          { path: 'conditions', label: 'Working conditions', what: counted(role.hazards.length, 'hazard') },
          { path: 'sections', label: 'Further sections', what: counted(role.sections.length, 'section') },
          { path: 'requirements', label: 'Requirements', what: counted(role.asks.length, 'requirement') },
        ];
        return (
          <>
            <p>Each part is saved on its own and makes a new version. The versions before stay readable.</p>
            <ul className="bw-passages">
              {parts.map(({ path, label, what }) => (
                <li key={path}>
                  <Link to={`${base}/${path}`}>{label}</Link>
                  <span className="bw-small bw-block">{what}</span>
                </li>
              ))}
            </ul>
            <p>
              <Link to={`${rolePath(role.id)}/retire`}>Retire this role</Link>
            </p>
          </>
        );
      }}
    </RoleFrame>
  );
}

export function EditFactsPage() {
  return <RoleFrame title="Edit the facts">{(role) => <FactsForm role={role} />}</RoleFrame>;
}

function FactsForm({ role }: { role: Role }) {
  const matched = role.match !== undefined && role.match.band !== '';
  const [facts, setFacts] = useState(factsOf(role));
  const set = (part: Partial<FactValues>) => setFacts({ ...facts, ...part });
  return (
    <RoleForm role={role} view="" change={() => (matched ? besides(facts) : { ...besides(facts), ...evaluated(facts) })}>
      <FactFields facts={facts} set={set} matched={matched} />
    </RoleForm>
  );
}

export interface FactValues {
  title: string;
  band: string;
  bandNote: string;
  profileId: string;
  profileReason: string;
  reference: string;
  department: string;
  reportsTo: string;
}

export const noFacts: FactValues = {
  title: '',
  band: '',
  bandNote: '',
  profileId: '',
  profileReason: '',
  reference: '',
  department: '',
  reportsTo: '',
};

function factsOf(role: Role): FactValues {
  const { title, band, bandNote, profileReason, reference, department, reportsTo } = role;
  return { title, band, bandNote, profileId: role.profile?.id ?? '', profileReason, reference, department, reportsTo };
}

function besides({ title, reference, department, reportsTo }: FactValues) {
  return { title, reference, department, reportsTo };
}

/** What a job match decides where there is one. */
export function evaluated({ band, bandNote, profileId, profileReason }: FactValues) {
  return {
    band: asBand(band),
    bandStatus: band === '' ? ('unknown' as const) : ('stated' as const),
    bandNote,
    profileId,
    profileReason,
  };
}

interface FactFieldsProps {
  facts: FactValues;
  set: (part: Partial<FactValues>) => void;
  /** A released job match gives the band and the profile. */
  matched?: boolean;
}

export function FactFields({ facts, set, matched = false }: FactFieldsProps) {
  const { data: profiles } = useQuery(profilesQuery);
  return (
    <>
      <TextField name="title" label="Title" value={facts.title} onChange={(title) => set({ title })} />
      {matched ? (
        <p>A released job match gives this role its band and its national profile. A review of the match changes them.</p>
      ) : (
        <>
          <SelectField
            name="band"
            label="Band"
            hint="Only a job match makes a band matched; here it is stated, or not known yet"
            value={facts.band}
            onChange={(band) => set({ band })}
            placeholder="Not known yet"
            choices={ownBands.map((band) => ({ value: band, label: bandName(band) }))}
          />
          <LongTextField
            name="bandNote"
            label="How the band is known (optional)"
            rows={2}
            value={facts.bandNote}
            onChange={(bandNote) => set({ bandNote })}
          />
          <SelectField
            name="profileId"
            label="Nearest national profile"
            value={facts.profileId}
            onChange={(profileId) => set({ profileId })}
            placeholder="None"
            choices={(profiles?.items ?? []).map(({ id, title, band }) => ({
              value: id,
              label: `${title} (${bandName(band).toLowerCase()})`,
            }))}
          />
          {facts.profileId === '' ? null : (
            <LongTextField
              name="profileReason"
              label="Why this profile comes nearest"
              rows={2}
              value={facts.profileReason}
              onChange={(profileReason) => set({ profileReason })}
            />
          )}
        </>
      )}
      <TextField
        name="reference"
        label="Reference (optional)"
        width="20"
        value={facts.reference}
        onChange={(reference) => set({ reference })}
      />
      <TextField
        name="department"
        label="Department (optional)"
        value={facts.department}
        onChange={(department) => set({ department })}
      />
      <TextField
        name="reportsTo"
        label="Reports to (optional)"
        value={facts.reportsTo}
        onChange={(reportsTo) => set({ reportsTo })}
      />
    </>
  );
}

export function EditPurposePage() {
  return <RoleFrame title="Edit the purpose and working relationships">{(role) => <PurposeForm role={role} />}</RoleFrame>;
}

function PurposeForm({ role }: { role: Role }) {
  const [purpose, setPurpose] = useState(role.purposePassages.map(wordsOf).join('\n'));
  const [relationships, setRelationships] = useState(role.relationships.map(wordsOf).join('\n'));
  return (
    <RoleForm
      role={role}
      view=""
      change={() => ({
        purpose,
        relationships: relationships
          .split('\n')
          .map((line) => line.trim())
          .filter((line) => line !== ''),
      })}
    >
      <LongTextField
        name="purpose"
        label="Purpose of the post"
        hint="One paragraph a line"
        rows={8}
        value={purpose}
        onChange={setPurpose}
      />
      <LongTextField
        name="relationships"
        label="Working relationships"
        hint="One a line"
        rows={8}
        value={relationships}
        onChange={setRelationships}
      />
    </RoleForm>
  );
}
