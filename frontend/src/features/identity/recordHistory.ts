// How a person is told what others did with the record.

const parts: Partial<Record<string, string>> = {
  profile: 'your profile, appointments and team',
  leave: 'your leave',
  portfolio: 'your portfolio',
  coding: 'your coding practice',
  appraisals: 'your appraisals',
  training: 'your training and progress',
};

/** "Read your portfolio" for a reading, "Claim submitted" for a change. */
export function deedWords(action: string, subjectKind: string): string {
  if (action === 'record.read') return `Read ${parts[subjectKind] ?? 'your record'}`;
  const [feature = '', verb = ''] = action.split('.');
  const words = (verb.includes('_') ? verb : `${feature} ${verb}`).replaceAll('_', ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
