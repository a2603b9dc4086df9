import { useQuery } from '@tanstack/react-query';
import { answer, api } from '@/api/client';
import type { components } from '@/api/schema';
import { longMoment } from '@/design';

type Check = components['schemas']['EvidenceCheck'];
type Declaration = components['schemas']['PatientDataDeclaration'];

const kindWords: Record<Declaration['kind'], string> = {
  nhs_number: 'an NHS number',
  birth_date: 'a date of birth',
  hospital_number: 'a hospital number',
};

const fieldWords: Partial<Record<string, string>> = { title: 'the title', whatIDid: 'what I did', reflection: 'what I learnt' };

const said = ({ person, declaredAt, reason }: Declaration) =>
  `${person.name} declared on ${longMoment(declaredAt)} that it is not patient data: ${reason}`;

function sentencesOf({ passages, files }: Check): string[] {
  const texts = passages.map(
    ({ field, declaration }) =>
      `Something in ${fieldWords[field] ?? 'a link'} looks like ${kindWords[declaration.kind]}. ${said(declaration)}`,
  );
  const ofFiles = files.flatMap(({ name, check, addedBy, addedAt, declarations }) => {
    const found = declarations.map((one) => `Something in ${name} looks like ${kindWords[one.kind]}. ${said(one)}`);
    if (check === 'declared') {
      found.push(`${name} is not checked by the program: ${addedBy.name} declared on ${longMoment(addedAt)} that it holds no patient data.`);
    }
    if (check === 'not_checked') found.push(`${name} is not checked: it was added before files were checked for patient data.`);
    if (check === 'text_checked') found.push(`Only the text of ${name} was checked for patient data, not the pictures in it.`);
    return found;
  });
  return [...texts, ...ofFiles];
}

/** What a reviewer should know about the check for patients' data; nothing when all of it was checked and is clean. */
export function EvidenceCheck({ evidenceId }: { evidenceId: string }) {
  const { data } = useQuery({
    queryKey: ['evidence', evidenceId, 'patient-data-check'],
    queryFn: () => answer(api.GET('/evidence/{id}/patient-data-check', { params: { path: { id: evidenceId } } })),
  });
  const sentences = data ? sentencesOf(data) : [];
  if (sentences.length === 0) return null;
  return (
    <div className="nhsuk-inset-text">
      <span className="nhsuk-u-visually-hidden">About the check for patient data: </span>
      {sentences.map((sentence, index) => (
        <p key={index}>{sentence}</p>
      ))}
    </div>
  );
}
