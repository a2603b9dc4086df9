import type { RouteObject } from 'react-router';

export const dataQualityRoutes: RouteObject[] = [];
