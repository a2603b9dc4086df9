import type { RouteObject } from 'react-router';

export const coursesRoutes: RouteObject[] = [
  { path: 'courses', lazy: async () => ({ Component: (await import('./CoursesPage')).CoursesPage }) },
  { path: 'courses/new', lazy: async () => ({ Component: (await import('./CourseFormPages')).NewCoursePage }) },
  { path: 'courses/cohorts', lazy: async () => ({ Component: (await import('./CohortPages')).CohortsPage }) },
  { path: 'courses/cohorts/new', lazy: async () => ({ Component: (await import('./CohortPages')).NewCohortPage }) },
  {
    path: 'courses/cohorts/:cohortId',
    lazy: async () => ({ Component: (await import('./CohortPages')).EditCohortPage }),
  },
  { path: 'courses/:courseId', lazy: async () => ({ Component: (await import('./CoursePage')).CoursePage }) },
  { path: 'courses/:courseId/edit', lazy: async () => ({ Component: (await import('./CourseFormPages')).EditCoursePage }) },
  { path: 'courses/:courseId/cancel', lazy: async () => ({ Component: (await import('./BookingPages')).CancelCoursePage }) },
  { path: 'courses/:courseId/book', lazy: async () => ({ Component: (await import('./BookingPages')).BookPage }) },
  {
    path: 'courses/:courseId/attendance',
    lazy: async () => ({ Component: (await import('./AttendancePage')).AttendancePage }),
  },
];
