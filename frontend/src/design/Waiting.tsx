import { Button, InsetText } from 'nhsuk-react-components';
import type { ReactNode } from 'react';

/** Says that something is on its way: "Loading your progress". */
export function Loading({ what }: { what: string }) {
  return (
    <p className="bw-loading" role="status">
      <span className="bw-loading__mark" aria-hidden="true" />
      Loading {what}
    </p>
  );
}

interface FailedProps {
  /** The sentence that a person can act on. */
  message: string;
  retry?: () => void;
  /** Quoted to whoever looks into it. */
  requestId?: string;
}

/** Says that something could not be shown, and offers to try again. */
export function Failed({ message, retry, requestId }: FailedProps) {
  return (
    <div className="bw-failed" role="alert">
      <InsetText>
        <span className="nhsuk-u-visually-hidden">Problem: </span>
        <p>{message}</p>
        {requestId ? <p className="bw-small">Reference for support: {requestId}</p> : null}
      </InsetText>
      {retry ? (
        <Button type="button" secondary onClick={retry}>
          Try again
        </Button>
      ) : null}
    </div>
  );
}

/** A query as far as waiting on it needs it. */
export interface AwaitedQuery<T> {
  data: T | undefined;
  error: Error | null;
  isPending: boolean;
  refetch: () => unknown;
}

interface LoadedProps<T> {
  query: AwaitedQuery<T>;
  what: string;
  children: (value: T) => ReactNode;
}

/** What is wrong with the question itself, where the refusal says so; otherwise its own sentence. */
function sentenceOf(error: Error): string {
  const fields: unknown = 'fields' in error ? error.fields : [];
  const sentences = Array.isArray(fields) ? fields.map(({ message }: { message: string }) => message) : [];
  return sentences.length > 0 ? sentences.join(' ') : error.message;
}

/** Shows what a query brings: the waiting, the failure with another try, or the thing itself. */
export function Loaded<T>({ query, what, children }: LoadedProps<T>) {
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (query.error) {
    const requestId = 'requestId' in query.error ? String(query.error.requestId) : '';
    return <Failed message={sentenceOf(query.error)} requestId={requestId} retry={() => void query.refetch()} />;
  }
  return <Loading what={what} />;
}
