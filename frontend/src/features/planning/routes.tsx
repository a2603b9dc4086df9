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
  { path: 'organisation/planning/reports', lazy: async () => ({ Component: (await import('./ReportsPage')).ReportsPage }) },
  { path: 'organisation/planning/reports/new', lazy: async () => ({ Component: (await import('./ReportFormPages')).NewReportPage }) },
  { path: 'organisation/planning/reports/:reportId', lazy: async () => ({ Component: (await import('./ReportFormPages')).EditReportPage }) },
  { path: 'organisation/planning/reports/:reportId/send', lazy: async () => ({ Component: (await import('./ReportActionPages')).SendReportPage }) },
  { path: 'organisation/planning/reports/:reportId/end', lazy: async () => ({ Component: (await import('./ReportActionPages')).EndReportPage }) },
  { path: 'organisation/planning/compare', lazy: async () => ({ Component: (await import('./ComparePage')).ComparePage }) },
];
