import type { RouteObject } from 'react-router';

/** The years ahead: the forecast, what it assumes, scenarios, and scenarios side by side. */
export const planningRoutes: RouteObject[] = [
  { path: 'organisation/planning', lazy: async () => ({ Component: (await import('./PlanningPage')).PlanningPage }) },
  { path: 'organisation/planning/assumptions', lazy: async () => ({ Component: (await import('./AssumptionsPage')).AssumptionsPage }) },
  { path: 'organisation/planning/scenarios', lazy: async () => ({ Component: (await import('./ScenariosPage')).ScenariosPage }) },
  { path: 'organisation/planning/scenarios/new', lazy: async () => ({ Component: (await import('./ScenarioFormPages')).NewScenarioPage }) },
  { path: 'organisation/planning/scenarios/:scenarioId', lazy: async () => ({ Component: (await import('./ScenarioFormPages')).EditScenarioPage }) },
  {
    path: 'organisation/planning/scenarios/:scenarioId/delete',
    lazy: async () => ({ Component: (await import('./DeleteScenarioPage')).DeleteScenarioPage }),
  },
  { path: 'organisation/planning/compare', lazy: async () => ({ Component: (await import('./ComparePage')).ComparePage }) },
];
