import { type Choice, longDate, longMoment } from '@/design';
import type { components } from '@/api/schema';
import type { AccessRole, AppointmentBand, Grant } from './types';

const accessRoles: Record<AccessRole, { word: string; what: string }> = {
  mentor: { word: 'Mentor', what: 'Accompanies trainees who are assigned, and signs their milestones off' },
  assessor: { word: 'Assessor', what: 'Reviews the portfolios of people who are assigned' },
  manager: { word: 'Manager', what: 'Reviews, signs off and sees progress in a team and the teams below it' },
  workforce_lead: { word: 'Workforce lead', what: 'Sees the whole organisation in numbers, states and dates' },
  standards_lead: { word: 'Standards lead', what: 'Keeps the framework, the roles and their requirements' },
  panel_member: { word: 'Panel member', what: 'Matches jobs to national profiles on a panel' },
  consistency_checker: { word: 'Consistency checker', what: 'Checks what matching panels agreed on, and releases it' },
  administrator: { word: 'Administrator', what: 'Keeps people, teams and roles of access, and reads the audit trail' },
  auditor: { word: 'Auditor', what: 'Reads states, dates and the audit trail of the whole organisation' },
};

export function accessRoleWord(role: AccessRole): string {
  return accessRoles[role].word;
}

/** The roles of access that can be given, each with what it is for. */
export const accessRoleChoices: Choice[] = Object.entries(accessRoles).map(([value, { word, what }]) => ({
  value,
  label: word,
  hint: what,
}));

/** The role of access that a text names; undefined when it names none. */
export function accessRoleFrom(text: string): AccessRole | undefined {
  return Object.keys(accessRoles).find((role): role is AccessRole => role === text);
}

const bands: AppointmentBand[] = ['2', '3', '4', '5', '6', '7', '8a', '8b', '8c', '8d', '9'];

export const bandChoices: Choice[] = bands.map((band) => ({ value: band, label: `Band ${band}` }));

/** The band that a text names; undefined when it names none. */
export function bandFrom(text: string): AppointmentBand | undefined {
  return bands.find((band) => band === text);
}

/** "since 1 April 2026", "from 1 April 2026 to 3 May 2026". */
export function spanWords(startsOn: string, endsOn: string | undefined): string {
  if (endsOn === undefined) return `since ${longDate(startsOn)}`;
  return `from ${longDate(startsOn)} to ${longDate(endsOn)}`;
}

/** Whether a role of access gives something on a day, or will. */
export function isInForce({ endsOn, endedAt }: Pick<Grant, 'endsOn' | 'endedAt'>, today: string): boolean {
  return endedAt === undefined && (endsOn === undefined || endsOn >= today);
}

/** "Manager of Inpatient Coding". */
export function grantName({ role, team }: Pick<Grant, 'role' | 'team'>): string {
  return team ? `${accessRoleWord(role)} of ${team.name}` : accessRoleWord(role);
}

export const administrationCrumb = { label: 'Administration', href: '/administration' };
export const peopleCrumb = { label: 'People', href: '/administration/people' };
export const teamsCrumb = { label: 'Teams', href: '/administration/teams' };
export const accessCrumb = { label: 'Roles of access', href: '/administration/access' };

/** When somebody was invited, and what became of it. */
export function invitationWords({
  invitedAt,
  invitationEndsAt,
  invitationExpired,
  acceptedAt,
}: Pick<
  components['schemas']['AccountOf'],
  'invitedAt' | 'invitationEndsAt' | 'invitationExpired' | 'acceptedAt'
>): string {
  const invited = invitedAt ? `Invited on ${longDate(invitedAt)}` : 'Invited';
  if (acceptedAt) return invitedAt ? `${invited}, accepted on ${longDate(acceptedAt)}` : `Has an account since ${longDate(acceptedAt)}`;
  if (!invitationEndsAt) return 'Not invited yet';
  return invitationExpired
    ? `${invited}, not accepted. The link expired on ${longMoment(invitationEndsAt)}`
    : `${invited}, not accepted yet. The link works until ${longMoment(invitationEndsAt)}`;
}

export const signInCrumb = { label: 'Sign-in through the organisation', href: '/administration/sign-in' };

/** Whether somebody is linked at the organisation's providers, or waits to be. */
export function identitiesWords(items: Pick<components['schemas']['Identity'], 'linkedAt' | 'provider'>[]): string {
  const linked = items.filter(({ linkedAt }) => linkedAt !== undefined);
  if (linked.length < items.length) return 'Asks to be linked';
  if (linked.length === 0) return 'Not linked';
  return `Linked at ${[...new Set(linked.map(({ provider }) => provider))].join(', ')}`;
}
