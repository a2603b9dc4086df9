import type { RouteObject } from 'react-router';

export const workforceRoutes: RouteObject[] = [];
