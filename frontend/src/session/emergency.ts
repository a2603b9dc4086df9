import type { components } from '@/api/schema';

type EmergencyRole = components['schemas']['EmergencyRole'];

const words: Record<EmergencyRole, { word: string; what: string }> = {
  manager: { word: 'Manager of all teams', what: 'Reviews, signs off and sees progress in every team' },
  workforce_lead: { word: 'Workforce lead', what: 'Plans posts and sees the whole organisation in numbers, states and dates' },
  standards_lead: { word: 'Standards lead', what: 'Keeps the framework, the roles and their requirements' },
  consistency_checker: { word: 'Consistency checker', what: 'Checks what matching panels agreed on, and releases it' },
};

export function emergencyWord(role: EmergencyRole): string {
  return words[role].word;
}

export function emergencyWhat(role: EmergencyRole): string {
  return words[role].what;
}
