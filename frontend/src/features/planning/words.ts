import type { components } from '@/api/schema';
import { longDate, type SubPage } from '@/design';

export type Forecast = components['schemas']['Forecast'];
export type Plan = components['schemas']['WorkforcePlan'];
export type PlanContent = components['schemas']['WorkforcePlanContent'];
export type Target = components['schemas']['WorkforceTarget'];
export type Scenario = components['schemas']['Scenario'];
export type ScenarioContent = components['schemas']['ScenarioContent'];
export type Report = components['schemas']['Report'];
export type ReportsPage = components['schemas']['ReportsPage'];
export type ReportContent = components['schemas']['ReportContent'];
export type Intake = components['schemas']['ScenarioIntake'];
export type Option = components['schemas']['ScenarioOption'];
export type Demand = components['schemas']['TrainingDemand'];
export type Assumption = components['schemas']['ForecastAssumption'];

export const planningPages: SubPage[] = [
  { label: 'Forecast', href: '/organisation/planning' },
  { label: 'Scenarios', href: '/organisation/planning/scenarios' },
  { label: 'Compare', href: '/organisation/planning/compare' },
  { label: 'Target and assumptions', href: '/organisation/planning/assumptions' },
  { label: 'Reports by e-mail', href: '/organisation/planning/reports' },
];

/** "April 2028" of any day in the month. */
export function monthName(iso: string): string {
  return longDate(iso).replace(/^\d+ /, '');
}

/** A share from 0 to 1 as people read it: "64 %"; what is not quite all or nothing says so. */
export function shareWords(share: number): string {
  const percent = Math.round(share * 100);
  if (percent === 100 && share < 1) return 'over 99 %';
  if (percent === 0 && share > 0) return 'under 1 %';
  return `${percent} %`;
}

/** Pounds to the nearest thousand: "£2,310,000". */
export function pounds(amount: number): string {
  return `£${(Math.round(amount / 1000) * 1000).toLocaleString('en-GB')}`;
}

export function poundsRange({ low, high }: { low: number; high: number }): string {
  return low === high ? pounds(low) : `${pounds(low)} to ${pounds(high)}`;
}

/** A number with at most two places, never "-0". */
export function plain(value: number): string {
  return String(Number(value.toFixed(2)));
}

/** "18.2 to 20.2", or the one number where both ends are the same. */
export function rangeWords({ low, high }: { low: number; high: number }): string {
  return low === high ? plain(low) : `${plain(low)} to ${plain(high)}`;
}

export const originWords: Record<Assumption['origin'], string> = {
  history: 'Own history',
  entered: 'Entered',
  scenario: 'Scenario',
  records: 'Records',
  model: 'Model',
};

/** The months from one day to another, as the first days of months: for choosing when something starts. */
export function monthChoices(from: string, to: string): { value: string; label: string }[] {
  const choices = [];
  let [year = 0, month = 1] = from.split('-').map(Number);
  const last = to.slice(0, 7);
  for (;;) {
    const at = `${year}-${String(month).padStart(2, '0')}`;
    if (at > last || choices.length > 120) return choices;
    choices.push({ value: `${at}-01`, label: monthName(`${at}-01`) });
    month += 1;
    if (month > 12) [year, month] = [year + 1, 1];
  }
}

/** What somebody typed as a number; undefined when it is left empty, NaN when it is none. */
export function typedNumber(text: string): number | undefined {
  const bare = text.trim().replace(/ ?%$/, '').replace(',', '.');
  if (bare === '') return undefined;
  return /^-?\d+(\.\d+)?$/.test(bare) ? Number(bare) : NaN;
}

export const rhythms: Record<ReportContent['rhythm'], string> = { weekly: 'Every week', monthly: 'Every month', quarterly: 'Every quarter' };

/** What a rate is now and where it comes from: "In use now: 68 %, from the own history. From 25 attempts since 2021: …". */
export function inUseNow(assumptions: Assumption[] | undefined, key: string): string {
  const found = assumptions?.find((one) => one.key === key);
  if (found === undefined) return 'Left empty, the rate of the forecast';
  const from = found.origin === 'history' ? 'from the own history' : 'assumed';
  return `Left empty, as in use now: ${found.value}, ${from}. ${found.because}`;
}
