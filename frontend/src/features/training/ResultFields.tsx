import { RadiosField, TextField } from '@/design';
import { noResult, type ResultDraft, type ResultDrafts } from './results';
import type { ExamPaper } from './types';

interface ResultFieldsProps {
  papers: ExamPaper[];
  value: ResultDrafts;
  onChange: (value: ResultDrafts) => void;
}

/** The result of each paper: a mark where there is a pass mark, passed or not where there is none. */
export function ResultFields({ papers, value, onChange }: ResultFieldsProps) {
  return papers.map((paper) => {
    const draft = value[paper.key] ?? noResult;
    const change = (patch: Partial<ResultDraft>) => onChange({ ...value, [paper.key]: { ...draft, ...patch } });
    return paper.passMark === undefined ? (
      <RadiosField
        key={paper.key}
        name={`outcome-${paper.key}`}
        label={`${paper.title}: result`}
        value={draft.outcome}
        onChange={(outcome) => change({ outcome })}
        choices={[
          { value: 'passed', label: 'Passed' },
          { value: 'failed', label: 'Not passed' },
          { value: '', label: 'Result awaited' },
        ]}
      />
    ) : (
      <TextField
        key={paper.key}
        name={`mark-${paper.key}`}
        label={`${paper.title}: mark in per cent`}
        hint={`Pass mark ${paper.passMark} %. Leave empty while the result is awaited.`}
        value={draft.mark}
        onChange={(mark) => change({ mark })}
        width="4"
        numeric
      />
    );
  });
}
