import type { components } from '@/api/schema';

type Schemas = components['schemas'];
export type Progress = Schemas['Progress'];
export type Milestone = Schemas['Milestone'];
export type MilestoneRecord = Schemas['MilestoneRecord'];
export type QueuedRecord = Schemas['QueuedMilestoneRecord'];
export type Attempt = Schemas['Attempt'];
export type ExamPaper = Schemas['ExamPaper'];
export type Meeting = Schemas['MentoringMeeting'];
export type Pause = Schemas['Pause'];
export type DateMove = Schemas['DateMove'];
export type ExamPlan = Schemas['ExamPlan'];
export type Sitting = Schemas['Sitting'];
export type SittingChoice = Schemas['SittingChoice'];
export type Extension = Schemas['Extension'];
export type Exemption = Schemas['Exemption'];
export type Membership = Schemas['Membership'];
