import type { components } from '@/api/schema';

export type Notice = components['schemas']['Notice'];
export type NoticeGroup = components['schemas']['NoticeGroup'];
export type NoticeCounts = components['schemas']['NoticeCounts'];
export type NoticeList = components['schemas']['NoticeList'];
export type Reminders = components['schemas']['Reminders'];
export type Job = components['schemas']['Job'];
export type JobState = components['schemas']['JobState'];
export type Letter = components['schemas']['Letter'];
export type Mail = components['schemas']['Mail'];
