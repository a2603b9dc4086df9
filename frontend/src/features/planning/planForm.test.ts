import { expect, test } from 'vitest';
import { planContent, planProblems, scenarioContent, scenarioProblems, typedPlan, typedScenario } from './planForm';

const plan = { passRate: 70, leaveTraining: 10, leaveAccredited: 8, enoughAttempts: 10, enoughYears: 50, smallest: 5 };

test('a plan comes back as it was read', () => {
  const read = { ...plan, target: { wte: 20, band: '4', by: '2028-04-30' }, traineesPerMentor: 2, attempts: 3 };
  expect(planContent(typedPlan(read))).toEqual({
    ...read,
    target: { wte: 20, band: '4', by: '2028-04-01' },
    coursePlaces: undefined,
    qualifiedBand: undefined,
  });
});

test('a plan needs its rates, and numbers where numbers are asked', () => {
  const typed = { ...typedPlan(plan), passRate: '', smallest: 'few', attempts: '1.5' };
  expect(planProblems(typed).map(({ name }) => name)).toEqual(['passRate', 'smallest', 'attempts']);
  expect(planProblems({ ...typedPlan(plan), passRate: '140 %' })).toEqual([]);
});

test('a scenario leaves out what is as in the plan', () => {
  expect(scenarioProblems(typedScenario())).toHaveLength(1);
  const typed = { ...typedScenario(), name: 'Four trainees', intakes: [{ people: '4', starts: '2027-04-01', pathway: 'acc', band: '4', wte: '1', examAfter: '', paidIn: '' }] };
  expect(scenarioProblems(typed)).toEqual([]);
  const unfinished = typed.intakes.map((intake) => ({ ...intake, people: '', starts: '' }));
  expect(scenarioProblems({ ...typed, intakes: unfinished }).map(({ name }) => name)).toEqual([
    'intakes[0].people',
    'intakes[0].starts',
  ]);
  const sent = scenarioContent(typed);
  expect(sent.target).toBeUndefined();
  expect(sent.passRate).toBeUndefined();
  expect(typedScenario(sent)).toEqual(typed);
});
