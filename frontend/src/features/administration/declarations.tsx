import type { components } from '@/api/schema';
import { EmptyState, longMoment } from '@/design';

export type Declaration = components['schemas']['PatientDataDeclaration'];

const kindWords: Record<Declaration['kind'], string> = {
  nhs_number: 'NHS number',
  birth_date: 'Date of birth',
  hospital_number: 'Hospital number',
};

/** What was declared not to be a patient's data: what it looked like and why it is none, never what it was. */
export function DeclarationsTable({ items, total, own }: { items: Declaration[]; total: number; own?: boolean }) {
  if (items.length === 0) {
    return (
      <EmptyState title="Nothing has been declared.">
        <p>When a text or file seems to hold patient data and does not, the reason that is given is listed here.</p>
      </EmptyState>
    );
  }
  return (
    <>
      <table className="nhsuk-table-responsive">
        <caption className="nhsuk-u-visually-hidden">Declarations</caption>
        <thead>
          <tr>
            <th scope="col">When</th>
            {own ? null : <th scope="col">Who</th>}
            <th scope="col">What it looked like</th>
            <th scope="col">Why it is none</th>
          </tr>
        </thead>
        <tbody>
          {items.map(({ id, declaredAt, person, kind, reason }) => (
            <tr key={id}>
              <td>{longMoment(declaredAt)}</td>
              {own ? null : <td>{person.name}</td>}
              <td>{kindWords[kind]}</td>
              <td>{reason}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {total > items.length ? <p>These are the newest {items.length} of {total}.</p> : null}
    </>
  );
}
