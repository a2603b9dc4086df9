import type { FieldProblem } from '@/api/problem';
import { typedNumber, type Intake, type PlanContent, type ScenarioContent, type Target } from './words';

/** A target as it is typed; by is the first day of its month. */
export interface TypedTarget {
  wte: string;
  band: string;
  by: string;
}

export interface TypedIntake {
  people: string;
  starts: string;
  pathway: string;
  band: string;
  wte: string;
  examAfter: string;
  paidIn: string;
}

export interface TypedRates {
  passRate: string;
  leaveAccredited: string;
  leaveTraining: string;
  traineesPerMentor: string;
  coursePlaces: string;
}

export interface TypedPlan extends TypedRates {
  target: TypedTarget;
  enoughAttempts: string;
  enoughYears: string;
  smallest: string;
  attempts: string;
  qualifiedBand: string;
}

export interface TypedScenario extends TypedRates {
  name: string;
  note: string;
  target: TypedTarget;
  intakes: TypedIntake[];
}

const shown = (value: number | undefined) => (value === undefined ? '' : String(value));

export function typedTarget(target?: Target): TypedTarget {
  return { wte: shown(target?.wte), band: target?.band ?? '', by: target?.by ? `${target.by.slice(0, 7)}-01` : '' };
}

function typedRates(content: Partial<PlanContent>): TypedRates {
  return {
    passRate: shown(content.passRate),
    leaveAccredited: shown(content.leaveAccredited),
    leaveTraining: shown(content.leaveTraining),
    traineesPerMentor: shown(content.traineesPerMentor),
    coursePlaces: shown(content.coursePlaces),
  };
}

export function typedPlan(content: PlanContent): TypedPlan {
  return {
    ...typedRates(content),
    target: typedTarget(content.target),
    enoughAttempts: shown(content.enoughAttempts),
    enoughYears: shown(content.enoughYears),
    smallest: shown(content.smallest),
    attempts: shown(content.attempts),
    qualifiedBand: content.qualifiedBand ?? '',
  };
}

export function typedScenario(content?: ScenarioContent): TypedScenario {
  return {
    ...typedRates(content ?? {}),
    name: content?.name ?? '',
    note: content?.note ?? '',
    target: typedTarget(content?.target),
    intakes: (content?.intakes ?? []).map((intake) => ({
      people: String(intake.people),
      starts: `${intake.starts.slice(0, 7)}-01`,
      pathway: intake.pathway,
      band: intake.band,
      wte: String(intake.wte),
      examAfter: shown(intake.examAfter),
      paidIn: intake.paidIn ?? '',
    })),
  };
}

/** What the browser can see for itself: numbers that are none. What is too much or too little the server says. */
export function numberProblems(typed: Record<string, string>, whole: string[] = []): FieldProblem[] {
  return Object.entries(typed).flatMap(([name, text]) => {
    const number = typedNumber(text);
    if (number === undefined) return [];
    if (Number.isNaN(number)) return [{ name, message: 'Enter a number, for example 12' }];
    if (whole.includes(name) && !Number.isInteger(number)) return [{ name, message: 'Enter a whole number, for example 12' }];
    return [];
  });
}

function targetOf({ wte, band, by }: TypedTarget): Target | undefined {
  if (wte.trim() === '' && band === '' && by === '') return undefined;
  return { wte: typedNumber(wte), band: band || undefined, by: by || undefined };
}

function rates(typed: TypedRates) {
  return {
    passRate: typedNumber(typed.passRate),
    leaveAccredited: typedNumber(typed.leaveAccredited),
    leaveTraining: typedNumber(typed.leaveTraining),
    traineesPerMentor: typedNumber(typed.traineesPerMentor),
    coursePlaces: typedNumber(typed.coursePlaces),
  };
}

const wholeRates = ['traineesPerMentor', 'coursePlaces'];

export function planProblems(typed: TypedPlan): FieldProblem[] {
  const { target } = typed;
  const { passRate, leaveAccredited, leaveTraining, traineesPerMentor, coursePlaces, enoughAttempts, enoughYears, smallest, attempts } = typed;
  const numbers = { passRate, leaveAccredited, leaveTraining, traineesPerMentor, coursePlaces, enoughAttempts, enoughYears, smallest, attempts };
  const needed = (['passRate', 'leaveAccredited', 'leaveTraining', 'enoughAttempts', 'enoughYears', 'smallest'] as const)
    .filter((name) => typed[name].trim() === '')
    .map((name) => ({ name, message: 'Enter a number: it is needed where the own history is too short' }));
  return [
    ...numberProblems({ 'target.wte': target.wte }),
    ...needed,
    ...numberProblems(numbers, [...wholeRates, 'enoughAttempts', 'enoughYears', 'smallest', 'attempts']),
  ];
}

export function planContent(typed: TypedPlan): PlanContent {
  const { passRate = 0, leaveAccredited = 0, leaveTraining = 0, ...limits } = rates(typed);
  return {
    passRate,
    leaveAccredited,
    leaveTraining,
    ...limits,
    target: targetOf(typed.target),
    enoughAttempts: typedNumber(typed.enoughAttempts) ?? 0,
    enoughYears: typedNumber(typed.enoughYears) ?? 0,
    smallest: typedNumber(typed.smallest) ?? 0,
    attempts: typedNumber(typed.attempts),
    qualifiedBand: typed.qualifiedBand || undefined,
  };
}

export function scenarioProblems(typed: TypedScenario): FieldProblem[] {
  const { name, target, intakes, passRate, leaveAccredited, leaveTraining, traineesPerMentor, coursePlaces } = typed;
  const numbers = { passRate, leaveAccredited, leaveTraining, traineesPerMentor, coursePlaces };
  return [
    ...(name.trim() === '' ? [{ name: 'name', message: 'Give the scenario a name, so that it can be told from the others' }] : []),
    ...intakes.flatMap((intake, i) => [
      ...(intake.people.trim() === '' ? [{ name: `intakes[${i}].people`, message: 'Enter how many trainees start' }] : []),
      ...(intake.starts === '' ? [{ name: `intakes[${i}].starts`, message: 'Choose the month in which they start' }] : []),
      ...(intake.band === '' ? [{ name: `intakes[${i}].band`, message: 'Choose the band in which they count once accredited' }] : []),
      ...numberProblems(
        {
          [`intakes[${i}].people`]: intake.people,
          [`intakes[${i}].wte`]: intake.wte,
          [`intakes[${i}].examAfter`]: intake.examAfter,
        },
        [`intakes[${i}].people`, `intakes[${i}].examAfter`],
      ),
    ]),
    ...numberProblems({ ...numbers, 'target.wte': target.wte }, wholeRates),
  ];
}

function intakeOf(intake: TypedIntake): Intake {
  return {
    people: typedNumber(intake.people) ?? 0,
    starts: intake.starts,
    pathway: intake.pathway,
    band: intake.band,
    wte: typedNumber(intake.wte) ?? 1,
    examAfter: typedNumber(intake.examAfter),
    paidIn: intake.paidIn || undefined,
  };
}

export function scenarioContent(typed: TypedScenario): ScenarioContent {
  return { ...rates(typed), name: typed.name, note: typed.note, target: targetOf(typed.target), intakes: typed.intakes.map(intakeOf) };
}
