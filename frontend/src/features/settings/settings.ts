/** A page on which somebody sets what holds for the whole organisation. */
interface SettingsPlace {
  href: string;
  label: string;
  what: string;
  /** Who may set it. */
  permission: string;
}

export const settingsPlaces: SettingsPlace[] = [
  {
    href: '/library/training-pathways',
    label: 'Training pathways',
    what: 'Milestones with their timings and pass marks, in versions; who is on which version.',
    permission: 'training_pathways.manage',
  },
  {
    href: '/sittings',
    label: 'Sittings of the NCCQ',
    what: 'When the examination is held, by when to register, and when results are expected.',
    permission: 'sittings.manage',
  },
  {
    href: '/library/freshness',
    label: 'Freshness',
    what: 'How long approvals count, and which editions of classifications ask for fresh evidence.',
    permission: 'roles.manage',
  },
  {
    href: '/reviews/rules',
    label: 'Reviews and moderation',
    what: 'By when claims are to be decided, and how many approvals a second assessor looks at.',
    permission: 'moderation.manage',
  },
  {
    href: '/coding/settings',
    label: 'Coding targets and thresholds',
    what: 'Episodes for a whole day, and the accuracy that audits are compared with.',
    permission: 'practice.settings',
  },
  {
    href: '/organisation/appraisals/cycle',
    label: 'The cycle of appraisals',
    what: 'How often appraisals and one-to-ones are held.',
    permission: 'appraisals.cycle',
  },
  {
    href: '/library/pathway/versions',
    label: 'The pathway map',
    what: 'Which role leads to which, and on which conditions, in versions.',
    permission: 'pathways.manage',
  },
  {
    href: '/administration/patient-data',
    label: 'Hospital number patterns',
    what: 'What your hospitals’ patient numbers look like, so that nobody stores one by mistake.',
    permission: 'patient_data.manage',
  },
];

/** The pages on which somebody with these permissions may set something. */
export function settingsFor(permissions: string[]): SettingsPlace[] {
  return settingsPlaces.filter(({ permission }) => permissions.includes(permission));
}
