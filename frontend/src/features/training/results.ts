import type { FieldProblem } from '@/api/problem';
import type { components } from '@/api/schema';
import type { ExamPaper } from './types';

type PaperResult = components['schemas']['PaperResult'];

/** What was typed about one paper's result. */
export interface ResultDraft {
  mark: string;
  outcome: string;
}

export type ResultDrafts = Partial<Record<string, ResultDraft>>;

export const noResult: ResultDraft = { mark: '', outcome: '' };

/** The results that were typed, as the API takes them; papers without any stay awaited. */
export function resultsOf(papers: ExamPaper[], drafts: ResultDrafts): PaperResult[] {
  return papers.flatMap((paper): PaperResult[] => {
    const draft = drafts[paper.key] ?? noResult;
    if (draft.mark.trim() !== '') return [{ paper: paper.key, mark: Number(draft.mark) }];
    if (draft.outcome === 'passed' || draft.outcome === 'failed') {
      return [{ paper: paper.key, outcome: draft.outcome }];
    }
    return [];
  });
}

/** The marks that are no marks. */
export function resultProblems(papers: ExamPaper[], drafts: ResultDrafts): FieldProblem[] {
  return papers.flatMap((paper) => {
    const mark = (drafts[paper.key] ?? noResult).mark.trim();
    if (mark === '') return [];
    const number = Number(mark);
    if (!Number.isNaN(number) && number >= 0 && number <= 100) return [];
    return [{ name: `mark-${paper.key}`, message: `The mark of ${paper.title} must be a number from 0 to 100` }];
  });
}
