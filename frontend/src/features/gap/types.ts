import type { components } from '@/api/schema';

export type Readiness = components['schemas']['PersonReadiness'];
export type Requirement = components['schemas']['ReadinessRequirement'];
export type Counts = components['schemas']['RequirementCounts'];
