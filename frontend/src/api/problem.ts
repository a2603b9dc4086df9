/** One answer that has to change: the field's name as the API spells it, and a sentence about it. */
export interface FieldProblem {
  name: string;
  message: string;
}

/** A passage of what was sent that looks like a patient's data. */
export interface FindingProblem {
  field: string;
  kind: 'nhs_number' | 'birth_date' | 'hospital_number';
  start: number;
  end: number;
  message: string;
  place: string;
  mark: string;
}

/** The problem document (RFC 9457) with which every refusal of the API answers. */
export interface ProblemDocument {
  type?: string;
  title: string;
  status: number;
  detail?: string;
  code: string;
  requestId?: string;
  fields?: FieldProblem[];
  findings?: FindingProblem[];
}

/** A refusal of the API, or the failure to reach it (code `unreachable`, status 0). */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly requestId: string;
  readonly fields: FieldProblem[];
  readonly findings: FindingProblem[];

  constructor(document: ProblemDocument) {
    super(document.detail ?? document.title);
    this.name = 'ApiProblem';
    this.status = document.status;
    this.code = document.code;
    this.title = document.title;
    this.requestId = document.requestId ?? '';
    this.fields = document.fields ?? [];
    this.findings = document.findings ?? [];
  }
}

/** What a form shows after a refusal: sentences by field, and sentences that belong to no field. */
export interface FormProblems {
  fields: FieldProblem[];
  general: string[];
  /** What looks like a patient's data in the fields. */
  findings?: FindingProblem[];
}

/** Turns whatever a call threw into an ApiProblem, so that a screen has one kind of failure to show. */
export function problemFrom(thrown: unknown): ApiProblem {
  if (thrown instanceof ApiProblem) return thrown;
  if (thrown instanceof TypeError) {
    // fetch rejects with a TypeError when no answer came at all.
    return new ApiProblem({
      title: 'Bandwise cannot be reached',
      detail: 'Bandwise cannot be reached. Check your connection, then try again.',
      status: 0,
      code: 'unreachable',
    });
  }
  return new ApiProblem({
    title: 'Something went wrong',
    detail: 'Something went wrong on this page. Try again; if it happens again, tell whoever runs Bandwise for you.',
    status: 0,
    code: 'internal',
  });
}

/**
 * Says what a form shows for a refusal. Sentences by field stay by their fields; the problem's own
 * sentence is shown only where no field explains it.
 */
export function formProblemsFrom(thrown: unknown): FormProblems {
  const problem = problemFrom(thrown);
  if (problem.findings.length > 0) return { fields: problem.fields, general: [], findings: problem.findings };
  if (problem.fields.length > 0) return { fields: problem.fields, general: [] };
  return { fields: [], general: [problem.message] };
}
